import { Button } from '@mantine/core'
import { type Translate, useT } from '../../../i18n/language'
import { Hint } from '../../../ui/hint'
import { dateText } from '../../../ui/time'
import { usePlainKey } from '../../../ui/use-keys'
import { useWelcome } from '../../../ui/use-session'
import type { PastCall } from '../../../wire/message'
import type { CallDraft } from './call-draft'
import { fillsAnything, fromPastCall } from './known-caller'

const useItKey = 'F4'

interface Props {
  // Not there: nobody could say.
  readonly past: readonly PastCall[] | undefined
  readonly call: CallDraft
  readonly change: (part: Partial<CallDraft>) => void
}

// What this number called for before, as it was then. Whether to believe the caller now is nothing that a list knows.
export function PastCalls({ past, call, change }: Props) {
  const t = useT()
  const first = past?.find((one) => fillsAnything(fromPastCall(call, one)))
  usePlainKey(useItKey, first && (() => change(fromPastCall(call, first))))
  if (past?.length === 0) return null
  return (
    <section className="known" data-testid="past-calls" aria-label={t('past')}>
      <h3>{t('past')}</h3>
      {!past && <p>{t('past.not_known')}</p>}
      <ol>
        {past?.map((one) => (
          <Row key={one.incident} past={one} isFirst={one === first} call={call} change={change} />
        ))}
      </ol>
    </section>
  )
}

function Row(props: {
  past: PastCall
  isFirst: boolean
  call: CallDraft
  change: (part: Partial<CallDraft>) => void
}) {
  const t = useT()
  const offset = useWelcome().region.utc_offset_minutes
  const { past, isFirst, call, change } = props
  const part = fromPastCall(call, past)
  const said = past.text.trim() || t('place.unknown')
  return (
    <li data-testid="past-row" data-ended={past.ended}>
      <div className="known-text">
        <strong>{dateText(past.received_at, offset)}</strong> {past.number} · {endedText(past, t)}
        <br />
        <small>{[said, ...(past.complaint === undefined ? [] : [past.complaint])].join(' · ')}</small>
      </div>
      {fillsAnything(part) && (
        <Button
          size="compact-sm"
          variant="default"
          data-testid="past-use"
          aria-label={`${t(part.text === undefined ? 'past.use_pin' : 'past.use')} ${past.number}`}
          onClick={() => change(part)}
        >
          {t(part.text === undefined ? 'past.use_pin' : 'past.use')} {isFirst && <Hint keys={useItKey} />}
        </Button>
      )}
    </li>
  )
}

function endedText({ ended }: PastCall, t: Translate): string {
  return ended === 'hoax' ? t('past.hoax') : t('past.ended', { how: t(`incident_state.${ended}`) })
}
