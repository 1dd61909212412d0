import { useT } from '../../i18n/language'
import { moveStateOf } from '../../picture/cover'
import { newId } from '../../session/ids'
import { useMay, useSession, useShown } from '../../ui/use-session'
import type { Unit } from '../../wire/message'
import { PinLinks } from './pin-links'

type Answer = 'seen' | 'there' | 'cannot'

// Where the unit is to wait until it is sent. Nothing rings: nobody is in need there.
export function MoveCard({ unit }: { unit: Unit }) {
  const t = useT()
  const may = useMay()
  const session = useSession()
  const entries = useShown((shown) => shown.entries)
  const state = moveStateOf(unit, entries)
  const { move_up: move } = unit
  if (!move || !state || state === 'cannot') return null
  const say = (answer: Answer) =>
    session.give({
      type: 'unit.answer_move',
      id: newId(),
      at: session.now(),
      ...{ unit: unit.id, post: move.post.id, answer },
    })
  const answers: readonly Answer[] =
    state === 'told' ? ['seen', 'there', 'cannot'] : state === 'seen' ? ['there', 'cannot'] : ['cannot']
  return (
    <article className="job move" data-testid="move" data-post={move.post.id} data-state={state}>
      <header>
        <strong>{t('crew.move')}</strong> <small>{t(`move_state.${state}`)}</small>
      </header>
      <p className="job-place" data-testid="move-post">
        {move.post.name}
      </p>
      <PinLinks pin={move.post.where} />
      {may('step_jobs') && (
        <div className="small-steps">
          {answers.map((answer) => (
            <button
              key={answer}
              type="button"
              className="small-step"
              data-testid={`move-${answer}`}
              onClick={() => say(answer)}
            >
              {t(`move_answer.${answer}`)}
            </button>
          ))}
        </div>
      )}
    </article>
  )
}
