import { useT } from '../../../i18n/language'
import { nameOf, notesOf } from '../../../picture/notes'
import { EarlierNotes } from '../../../ui/earlier-notes'
import { clockText, spanText } from '../../../ui/time'
import { useShown } from '../../../ui/use-session'
import type { Incident } from '../../../wire/message'

export function NoteList(props: { incident: Incident; now: number; offset: number }) {
  const t = useT()
  const { incident, now, offset } = props
  const all = useShown((shown) => shown.picture.allNotes.get(incident.id))
  const unsent = useShown((shown) => shown.entries).flatMap(({ command, refused }) =>
    command.type === 'incident.note' && command.incident === incident.id && !refused ? [command] : [],
  )
  return (
    <section>
      <h3>{t('notes')}</h3>
      {incident.notes.length === 0 && unsent.length === 0 && <p className="empty">{t('notes.none')}</p>}
      {[...notesOf(incident, all)].reverse().map((note) => (
        <p key={nameOf(note)} className="note" data-testid="note">
          <small>
            {clockText(note.at, offset)} ({spanText(now - note.at, t)}) · {note.by}
          </small>
          <br />
          {note.text}
        </p>
      ))}
      <EarlierNotes incident={incident} />
      {unsent.map((command) => (
        <p key={command.id} className="note" data-unsent>
          <small>{t('waiting_to_be_sent')}</small>
          <br />
          {command.text}
        </p>
      ))}
    </section>
  )
}
