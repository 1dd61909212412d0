import { Button } from '@mantine/core'
import { useT } from '../../i18n/language'
import { Hint } from '../../ui/hint'
import { Icon } from '../../ui/icon'
import { useShown } from '../../ui/use-session'
import { unsentClosures } from './in-force'
import type { Closures } from './use-closures'

// On the map: close a road, and how many are closed, on the screen or off it.
export function ClosureButtons({ closures }: { closures: Closures }) {
  const t = useT()
  const inForce = useShown((shown) => shown.picture.closures)
  const entries = useShown((shown) => shown.entries)
  const count = inForce.size
  const { at, mayClose, hasPoints, sheet } = closures
  const isAny = count + unsentClosures(entries, inForce).length + sheet.left.length > 0
  return (
    <div className="closure-buttons">
      {mayClose && at !== 'draw' && (
        <Button size="compact-sm" variant="default" onClick={closures.draw} data-testid="closure-draw">
          {t(hasPoints ? 'closure.go_on' : 'closure.draw')} <Hint keys="J" />
        </Button>
      )}
      {isAny && (
        <Button
          size="compact-sm"
          variant="default"
          aria-expanded={at === 'list'}
          onClick={closures.list}
          data-testid="closures-list"
          data-count={count}
        >
          <span className="closure-sign">
            <Icon name="closed" />
          </span>{' '}
          {t('closures')}: {count} <Hint keys="B" />
        </Button>
      )}
    </div>
  )
}
