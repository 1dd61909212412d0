import { NativeSelect, TextInput } from '@mantine/core'
import { useT } from '../../../i18n/language'
import { isOver } from '../../../picture/life'
import { inOrder } from '../../../picture/order'
import { useDraft } from '../../../ui/draft'
import { useShown } from '../../../ui/use-session'
import type { Incident } from '../../../wire/message'
import { MergedList } from './merged-list'
import { PanelForm } from './panel-form'
import type { Wish } from './wish'

type Kind = 'cancel' | 'hoax' | 'referred' | 'merge' | 'reopen'

interface Props {
  readonly incident: Incident
  readonly kind: Kind
  readonly give: (wish: Wish) => boolean
  readonly close: () => void
}

export const emptyEnd = { reason: '', into: '' }
const endings = { cancel: 'cancelled', hoax: 'hoax', referred: 'referred', merge: 'merged' } as const

// Where the form keeps what is typed.
export const endDraft = (kind: Kind, incident: string | undefined) => `${kind}.${incident}`

export function EndForm({ incident, kind, give, close }: Props) {
  const t = useT()
  const [draft, setDraft, clearDraft] = useDraft(endDraft(kind, incident.id), emptyEnd)
  const incidents = useShown((shown) => shown.picture.incidents)
  const others = inOrder(incidents.values()).filter(
    (other) => other.id !== incident.id && !isOver(other.state),
  )
  // What was chosen may have ended since.
  const into = others.some((other) => other.id === draft.into) ? draft.into : ''
  const reason = draft.reason.trim()
  const send = () => {
    if (give(wishFor(kind, incident, reason, into))) clearDraft()
  }
  const isReady = reason !== '' && (kind !== 'merge' || into !== '')
  return (
    <PanelForm send={send} close={close} isReady={isReady}>
      {kind === 'merge' && (
        <NativeSelect
          autoFocus={into === ''}
          label={t('merge.into')}
          data-testid="merge-into"
          value={into}
          onChange={(event) => setDraft({ ...draft, into: event.currentTarget.value })}
          data={[
            { value: '', label: t('choose') },
            ...others.map((other) => ({ value: other.id, label: `${other.number} ${other.place.text}` })),
          ]}
        />
      )}
      <MergedList label={t('merge.also')} incidents={takesAlong(kind, incident)} />
      <TextInput
        autoFocus={kind !== 'merge' || into !== ''}
        label={t('reason')}
        maxLength={2000}
        data-testid="panel-reason"
        value={draft.reason}
        onChange={(event) => setDraft({ ...draft, reason: event.currentTarget.value })}
      />
    </PanelForm>
  )
}

// Ended by hand it takes along what was merged into it, and only what this window has shown.
const takesAlong = (kind: Kind, { merged }: Incident) =>
  kind === 'merge' || kind === 'reopen' ? [] : (merged ?? [])

function wishFor(kind: Kind, incident: Incident, reason: string, into: string): Wish {
  if (kind === 'reopen') return { type: 'incident.reopen', incident: incident.id, reason }
  const along = takesAlong(kind, incident)
  return {
    type: 'incident.end',
    incident: incident.id,
    kind: endings[kind],
    reason,
    ...(kind === 'merge' && { into }),
    ...(along.length > 0 && { with_merged: along }),
  }
}
