import { Button } from '@mantine/core'
import { type Translate, useT } from '../../i18n/language'
import { isBeingMoved, type MoveAdvice, postName } from '../../picture/cover'
import { newId } from '../../session/ids'
import type { Session } from '../../session/session'
import { Hint } from '../../ui/hint'
import { spanText } from '../../ui/time'
import { useMay, useSession, useShown } from '../../ui/use-session'
import type { Cover } from '../../wire/message'
import { changeText } from './price'

export function moveTo(session: Session, unit: string, post: string): void {
  session.give({ type: 'unit.move_up', id: newId(), at: session.now(), unit, post })
}

// The nth, by its digit; the same is not told twice.
export function followAdvice(session: Session, nth: number): void {
  const { picture, entries } = session.shown()
  const advice = picture.cover?.advice[nth]
  if (advice && !isBeingMoved(entries, advice)) moveTo(session, advice.unit, advice.to)
}

// A digit follows one.
export function AdviceList({ cover }: { cover: Cover }) {
  const t = useT()
  const may = useMay()
  const session = useSession()
  const entries = useShown((shown) => shown.entries)
  return (
    <>
      {cover.advice.length === 0 && <p className="empty">{t('cover.no_advice')}</p>}
      {cover.advice.map((advice, index) => {
        const isTold = isBeingMoved(entries, advice)
        return (
          <div
            key={`${advice.unit} ${advice.to}`}
            className="advice-row"
            data-testid="move-advice"
            data-unit={advice.unit}
            data-to={advice.to}
            data-why={advice.why}
          >
            <span className="rank">
              {may('send_units') && index < 9 && <Hint keys={String(index + 1)} />}
            </span>
            <span>
              <strong>{advice.unit}</strong> → <strong>{postName(cover, advice.to)}</strong>{' '}
              <small>{t(`cover.why.${advice.why}`, { from: postName(cover, advice.from) })}</small>
            </span>
            {may('send_units') && (
              <Button
                size="compact-sm"
                disabled={isTold}
                data-testid="move-advised"
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => moveTo(session, advice.unit, advice.to)}
              >
                {t(isTold ? 'cover.being_told' : 'cover.tell')}
              </Button>
            )}
            <div className="advice-why">{whyText(advice, t)}</div>
          </div>
        )
      })}
    </>
  )
}

function whyText({ gain, travel_s, gains, loses }: MoveAdvice, t: Translate): string {
  return [
    t('cover.gain', { n: Math.max(1, Math.round(gain * 100)) }),
    gains && changeText(gains, t),
    loses && t('cover.costs', { what: changeText(loses, t) }),
    travel_s !== undefined && t('cover.travel', { span: spanText(travel_s * 1000, t) }),
  ]
    .filter((part) => typeof part === 'string')
    .join(' · ')
}
