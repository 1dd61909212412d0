import { useT } from '../i18n/language'
import { notesMissing } from '../picture/notes'
import type { Incident } from '../wire/message'
import { useSession, useShown } from './use-session'

// Brings those notes of a long incident that are not sent to everybody.
export function EarlierNotes(props: { incident: Incident }) {
  const t = useT()
  const session = useSession()
  const all = useShown((shown) => shown.picture.allNotes.get(props.incident.id))
  const missing = notesMissing(props.incident, all)
  if (missing === 0) return null
  return (
    <button
      type="button"
      className="quiet"
      data-testid="earlier-notes"
      onClick={() => session.askNotes(props.incident.id)}
    >
      {t('notes.earlier', { n: missing })}
    </button>
  )
}
