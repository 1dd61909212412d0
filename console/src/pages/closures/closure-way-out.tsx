import { Button } from '@mantine/core'
import { useT } from '../../i18n/language'
import type { RefusedEntry } from '../../ui/refusals'
import { useSession } from '../../ui/use-session'
import { type ClosureDraft, fromClose } from './drawing'

interface Props {
  readonly entry: RefusedEntry
  readonly takeUp: (draft: ClosureDraft) => void
}

// A closure that was refused can be drawn on where it was, with its reason.
export function ClosureWayOut({ entry, takeUp }: Props) {
  const t = useT()
  const session = useSession()
  const { command } = entry
  if (command.type !== 'road.close') return null
  return (
    <Button
      size="compact-sm"
      data-testid="closure-take-up"
      onClick={() => {
        takeUp(fromClose(command))
        session.dismiss(command.id)
      }}
    >
      {t('call.take_up')}
    </Button>
  )
}
