import { Button } from '@mantine/core'
import { useT } from '../../i18n/language'
import { movedUnits, moveStateOf } from '../../picture/cover'
import { newId } from '../../session/ids'
import { spanText } from '../../ui/time'
import { useMay, useNow, useSession, useShown } from '../../ui/use-session'

// Units that are to wait elsewhere than at their station, and what their crews say to that.
export function MovedList() {
  const t = useT()
  const now = useNow()
  const may = useMay()
  const session = useSession()
  const picture = useShown((shown) => shown.picture)
  const entries = useShown((shown) => shown.entries)
  const callOff = (unit: string, post: string) =>
    session.give({
      type: 'unit.answer_move',
      id: newId(),
      at: session.now(),
      ...{ unit, post, answer: 'called_off' },
    })
  return movedUnits(picture).map((unit) => {
    const state = moveStateOf(unit, entries)
    const { move_up: move } = unit
    if (!move || !state) return null
    return (
      <div
        key={unit.id}
        className="moved-row"
        data-testid="moved-unit"
        data-unit={unit.id}
        data-state={state}
      >
        <span>
          <strong>{unit.id}</strong> → {move.post.name}:{' '}
          <strong>
            {state === 'cannot' && '▲ '}
            {t(`move_state.${state}`)}
          </strong>
          {move.reason !== undefined && ` (${move.reason})`}{' '}
          <small>{t('ago', { span: spanText(now - move.since, t) })}</small>
        </span>
        {may('step_jobs') && (
          <Button
            size="compact-xs"
            variant="default"
            data-testid="move-call-off"
            onClick={() => callOff(unit.id, move.post.id)}
          >
            {t(state === 'cannot' ? 'understood' : 'cover.call_off')}
          </Button>
        )}
      </div>
    )
  })
}
