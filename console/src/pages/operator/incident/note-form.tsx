import { Textarea } from '@mantine/core'
import { useT } from '../../../i18n/language'
import { useDraft } from '../../../ui/draft'
import type { Incident } from '../../../wire/message'
import { PanelForm } from './panel-form'
import type { Wish } from './wish'

interface Props {
  readonly incident: Incident
  readonly give: (wish: Wish) => boolean
  readonly close: () => void
}

const empty = { text: '' }

export function NoteForm({ incident, give, close }: Props) {
  const t = useT()
  const [{ text }, setDraft, clearDraft] = useDraft(`note.${incident.id}`, empty)
  const send = () => {
    if (give({ type: 'incident.note', incident: incident.id, text: text.trim() })) clearDraft()
  }
  return (
    <PanelForm send={send} close={close} isReady={text.trim() !== ''}>
      <Textarea
        autoFocus
        autosize
        minRows={2}
        maxLength={2000}
        label={t('note')}
        data-testid="note-text"
        value={text}
        onChange={(event) => setDraft({ text: event.currentTarget.value })}
      />
    </PanelForm>
  )
}
