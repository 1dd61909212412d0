import { Button } from '@mantine/core'
import { useT } from '../../i18n/language'
import { putDraft } from '../../ui/draft'
import type { RefusedEntry } from '../../ui/refusals'
import { useSession } from '../../ui/use-session'
import { fromClose } from './drawing'

// A closure that was refused can be drawn on where it was, with its reason.
export function ClosureWayOut({ entry, draw }: { entry: RefusedEntry; draw: () => void }) {
  const t = useT()
  const session = useSession()
  const { command } = entry
  if (command.type !== 'road.close') return null
  return (
    <Button
      size="compact-sm"
      data-testid="closure-take-up"
      onClick={() => {
        putDraft(session.owner, 'closure', fromClose(command))
        session.dismiss(command.id)
        draw()
      }}
    >
      {t('call.take_up')}
    </Button>
  )
}
