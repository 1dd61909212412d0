import { Button } from '@mantine/core'
import { useT } from '../../i18n/language'
import { Hint } from '../../ui/hint'
import { Icon } from '../../ui/icon'
import { LeftSheets } from '../../ui/left-sheets'
import { soonText, spanText } from '../../ui/time'
import { useKeys } from '../../ui/use-keys'
import { useNow, useShown, useWelcome } from '../../ui/use-session'
import type { Closure } from '../../wire/message'
import { ClosureCard } from './closure-card'
import { closureText } from './drawing'
import { byEnd, unsentClosures } from './in-force'
import type { Closures } from './use-closures'

// The roads that are closed, wherever the map looks.
export function ClosureList({ closures }: { closures: Closures }) {
  const t = useT()
  const picture = useShown((shown) => shown.picture.closures)
  const unsent = unsentClosures(
    useShown((shown) => shown.entries),
    picture,
  )
  const list = byEnd(picture.values())
  useKeys((key, event) => {
    const nth = /^[1-9]$/.test(key) ? list[Number(key) - 1] : undefined
    if (!nth || closures.ask) return
    closures.show(nth.id)
    event.preventDefault()
  })
  return (
    <>
      <header className="closures-head">
        <h3>
          {t('closures')} <span className="count">{list.length}</span>
        </h3>
        <Button size="compact-sm" variant="default" onClick={closures.leave} data-testid="closures-shut">
          {t('closure.back')} <Hint keys="Esc" />
        </Button>
      </header>
      {closures.mayClose && (
        <LeftSheets sheet={closures.sheet} title="left.closures" textOf={closureText} taken={closures.draw} />
      )}
      {list.length + unsent.length === 0 && <p className="empty">{t('closures.none')}</p>}
      {list.map((closure, n) => (
        <div key={closure.id} className="closure" data-chosen={closure.id === closures.chosen}>
          <ClosureRow closure={closure} n={n} closures={closures} />
          {closure.id === closures.chosen && (
            <ClosureCard key={closure.id} closure={closure} closures={closures} />
          )}
        </div>
      ))}
      {unsent.map(({ id, reason }) => (
        <p key={id} className="closure" data-unsent data-testid="closure-unsent">
          <Icon name="wait" /> <strong>{reason}</strong> · {t('waiting_to_be_sent')}
        </p>
      ))}
    </>
  )
}

interface RowProps {
  readonly closure: Closure
  readonly n: number
  readonly closures: Closures
}

function ClosureRow({ closure: { id, reason, until }, n, closures }: RowProps) {
  const t = useT()
  const now = useNow()
  const offset = useWelcome().region.utc_offset_minutes
  const roads = useShown((shown) => shown.closed.get(id)?.answer?.roads)
  return (
    <button
      type="button"
      className="closure-row"
      data-testid="closure-row"
      data-closure={id}
      aria-expanded={id === closures.chosen}
      onClick={() => closures.show(id)}
    >
      <span className="closure-sign">
        <Icon name="closed" />
      </span>
      <span>
        <strong>{reason}</strong>
        {roads && roads.length > 0 && ` · ${roads.join(', ')}`}
        <br />
        <span className="since">
          {until > now
            ? t('closure.until_left', {
                time: soonText(until, offset, now),
                span: spanText(until - now, t),
              })
            : t('closure.over', { time: soonText(until, offset, now) })}
        </span>
      </span>
      {n < 9 && <Hint keys={String(n + 1)} />}
    </button>
  )
}
