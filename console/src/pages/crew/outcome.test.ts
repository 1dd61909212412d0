import { describe, expect, test } from 'vitest'
import type { Entry } from '../../outbox/entry'
import { assignment, incident, picture, refused, unit } from '../../testing/made'
import type { AssignmentState } from '../../wire/message'
import { jobOf } from './job'
import { isOver, lastWith, noJob, saidOf } from './outcome'

const own = unit('AMB-01', { assignment: 'a1' })
const at = (state: AssignmentState, entries: readonly Entry[] = []) =>
  jobOf(
    picture({ units: [own], incidents: [incident('i1')], assignments: [assignment('a1', state)] }),
    entries,
    own,
  )
const cleared: Entry = {
  order: 1,
  sent: 0,
  command: { type: 'assignment.step', id: 'p1', assignment: 'a1', to: 'cleared' },
}
const outcome: Entry = {
  order: 2,
  sent: 0,
  command: { type: 'assignment.outcome', id: 'p2', assignment: 'a1', outcome: 'refused' },
}
const last = lastWith(noJob, at('on_scene'), 5)

describe('what came of a job', () => {
  test('is asked of a crew that was on the scene', () => {
    expect(lastWith(noJob, at('en_route'), 5)).toEqual(noJob)
    expect(last).toEqual({ id: 'a1', number: 'JBR-1122-i1', since: 5, said: '' })
    expect(lastWith({ ...last, said: 'left' }, at('at_patient'), 9).said).toBe('left')
  })

  test('is asked when the job is over, without a signal too, and not while another one is open', () => {
    expect(isOver(last, at('on_scene'), 5)).toBe(false)
    expect(isOver(last, at('on_scene', [cleared]), 5)).toBe(true)
    expect(isOver(last, undefined, 5)).toBe(true)
    expect(isOver({ ...last, id: 'a0' }, at('delivered'), 5)).toBe(false)
    expect(isOver(last, undefined, 5 + 25 * 3_600_000)).toBe(false)
    expect(isOver(noJob, undefined, 5)).toBe(false)
  })

  test('is what was pressed before the server knows it, then what the server knows', () => {
    expect(saidOf(last, assignment('a1', 'cleared'), [])).toBeUndefined()
    expect(saidOf(last, assignment('a1', 'cleared'), [outcome])).toBe('refused')
    const no = { ...outcome, refused: refused('illegal_step', 'p2') }
    expect(saidOf({ ...last, said: 'refused' }, assignment('a1', 'cleared'), [no])).toBeUndefined()
    const desk = assignment('a1', 'cleared', {
      outcome: { code: 'dead', at: 1, recorded: 1, by: 'operator Ayu' },
    })
    expect(saidOf(last, desk, [])).toBe('dead')
    expect(saidOf({ ...last, said: 'refused' }, undefined, [])).toBe('refused')
    expect(saidOf({ ...last, said: 'left' }, undefined, [])).toBeUndefined()
  })
})
