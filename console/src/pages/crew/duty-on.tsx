import { useT } from '../../i18n/language'
import { newId } from '../../session/ids'
import { type KeptDraft, useDraft } from '../../ui/draft'
import { useSession } from '../../ui/use-session'
import type { Unit } from '../../wire/message'

const empty: { crew: string; reason: string; aboard: readonly string[] } = {
  crew: '',
  reason: '',
  aboard: [],
}
const mostNames = 12

export function useDutyDraft(unit: Unit): KeptDraft<typeof empty> {
  return useDraft(`duty.${unit.id}`, empty)
}

export function DutyOn({ unit }: { unit: Unit }) {
  const t = useT()
  const session = useSession()
  const [draft, , clearDraft] = useDutyDraft(unit)
  const crew = draft.crew
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .slice(0, mostNames)
  const goOn = () => {
    const isTaken = session.give({
      type: 'unit.duty',
      id: newId(),
      at: session.now(),
      unit: unit.id,
      state: 'on',
      ...(crew.length > 0 && { crew }),
      ...(draft.aboard.length > 0 && { aboard: [...draft.aboard] }),
    })
    if (isTaken) clearDraft()
  }
  return (
    <button type="button" className="big-step" data-testid="duty-on" onClick={goOn}>
      {t('duty.go_on')}
    </button>
  )
}
