import { describe, expect, test } from 'vitest'
import { closure } from '../testing/made'
import type { ClosedRoads, Closure } from '../wire/message'
import { nextToAsk, noClosedLines, onlyOf, unasked, withAnswer, withAsked, withRefusal } from './closed-lines'

const answer = (query: string, metres = 10): ClosedRoads => ({
  type: 'closed_roads',
  query,
  lines: [[{ lat: 1, lon: 2 }]],
  metres,
  roads: [],
})
const all = (...closures: Closure[]) => new Map(closures.map((one) => [one.id, one]))

describe('the roads of a closure', () => {
  const c1 = closure('c1')
  const known = withAnswer(withAsked(noClosedLines, c1, 'q1'), answer('q1'))

  test('are asked for once, one closure at a time', () => {
    const two = all(c1, closure('c2'))
    expect(nextToAsk(noClosedLines, two)?.id).toBe('c1')
    const open = withAsked(noClosedLines, c1, 'q1')
    expect(nextToAsk(open, two)).toBeUndefined()
    expect(nextToAsk(withAnswer(open, answer('q1')), two)?.id).toBe('c2')
    expect(nextToAsk(known, all(c1))).toBeUndefined()
  })

  test('are asked for anew when the closure changes, and stand until the answer comes', () => {
    const changed = closure('c1', { v: 2 })
    expect(nextToAsk(known, all(changed))).toBe(changed)
    const open = withAsked(known, changed, 'q2')
    expect(open.get('c1')).toMatchObject({ state: 'open', answer: { query: 'q1' } })
    expect(withAnswer(open, answer('q2', 20)).get('c1')?.answer?.metres).toBe(20)
  })

  test('are asked for anew after a break, and stand meanwhile', () => {
    const broken = unasked(withAsked(known, closure('c2'), 'q2'))
    expect(broken.get('c1')?.answer).toBeDefined()
    expect(nextToAsk(broken, all(c1))).toBe(c1)
    // An answer from before the break is nobody's.
    expect(withAnswer(broken, answer('q2'))).toBe(broken)
  })

  test('are none where the question was refused, and it is not asked over and over', () => {
    const refused = withRefusal(withAsked(known, closure('c1', { v: 2 }), 'q2'), 'q2')
    expect(refused.get('c1')).toMatchObject({ state: 'refused', answer: undefined })
    expect(nextToAsk(refused, all(closure('c1', { v: 2 })))).toBeUndefined()
  })

  test('are forgotten with the closure', () => {
    expect(onlyOf(known, all(c1))).toBe(known)
    expect(onlyOf(known, all()).size).toBe(0)
  })
})
