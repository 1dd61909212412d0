import { describe, expect, test } from 'vitest'
import { answered, asked, refusedTo } from '../../session/question'
import type { ClosedRoads, Pin } from '../../wire/message'
import {
  aboutOf,
  type ClosureDraft,
  drawn,
  emptyClosure,
  fromClose,
  mostPoints,
  type Standing,
  standingOf,
  toClose,
} from './drawing'

const here = { lat: -8.3561, lon: 114.6172 }
const there = { lat: -8.3603, lon: 114.6214 }
const add = (draft: ClosureDraft, pin: Pin) => drawn(draft, { kind: 'add', pin })

describe('drawing', () => {
  test('adds points in the order of the clicks, and takes the last one back', () => {
    const two = add(add(emptyClosure, here), there)
    expect(two.points).toEqual([here, there])
    const one = drawn(two, { kind: 'undo' })
    expect(one.points).toEqual([here])
    expect(drawn(drawn(one, { kind: 'undo' }), { kind: 'undo' }).points).toEqual([])
  })

  test('takes a double click for one point', () => {
    const twice = add(add(emptyClosure, here), { lat: here.lat + 1e-9, lon: here.lon })
    expect(twice.points).toEqual([here])
    // To where it began is a way around, and no double click.
    expect(add(add(twice, there), here).points).toHaveLength(3)
  })

  test('goes no further than the server takes points', () => {
    let draft = emptyClosure
    for (let n = 0; n < mostPoints + 3; n++) draft = add(draft, { lat: n / 100, lon: 1 })
    expect(draft.points).toHaveLength(mostPoints)
    expect(draft.points.at(-1)?.lat).toBe((mostPoints - 1) / 100)
  })

  test('keeps reason and time apart from the points', () => {
    const draft = drawn(add(emptyClosure, here), { kind: 'reason', reason: 'banjir' })
    expect(drawn(draft, { kind: 'undo' })).toEqual({ points: [], reason: 'banjir', until: '' })
  })
})

describe('the roads that are drawn', () => {
  const ready = { isUp: true, hasRoads: true }
  const about = aboutOf([here])
  const question = asked<ClosedRoads>(undefined, 'q1', about)
  const answer = (lines: Pin[][]): ClosedRoads => ({
    type: 'closed_roads',
    query: 'q1',
    lines,
    metres: 0,
    roads: [],
  })

  test('are found, or it is said why not', () => {
    const found = answered(question, answer([[here, there]]))
    expect(standingOf([], found, ready)).toBe('no_points')
    expect(standingOf([here], undefined, ready)).toBe('asking')
    expect(standingOf([here], question, ready)).toBe('asking')
    expect(standingOf([here], found, ready)).toBe('found')
    expect(standingOf([here], answered(question, answer([])), ready)).toBe('no_road')
    expect(standingOf([here], refusedTo(question, 'q1'), ready)).toBe('refused')
    const two = asked<ClosedRoads>(undefined, 'q1', aboutOf([here, there]))
    expect(standingOf([here, there], answered(two, answer([])), ready)).toBe('no_way')
  })

  test('are not those of the answer to other points', () => {
    const found = answered(question, answer([[here, there]]))
    expect(standingOf([here, there], found, ready)).toBe('asking')
  })

  test('are not waited for where nobody knows them', () => {
    expect(standingOf([here], undefined, { isUp: false, hasRoads: true })).toBe('away')
    expect(standingOf([here], undefined, { isUp: true, hasRoads: false })).toBe('no_map')
  })
})

describe('the command', () => {
  const now = Date.parse('2026-11-22T09:00:00Z')
  const given = { id: 'clo-1', now, offset: 480 }
  const draft: ClosureDraft = { points: [here], reason: ' banjir ', until: '2026-11-22T18:00' }

  test('says what was drawn, why, and until when in the server’s time', () => {
    expect(toClose(draft, 'found', given)).toEqual({
      type: 'road.close',
      id: 'clo-1',
      at: now,
      points: [here],
      reason: 'banjir',
      until: Date.parse('2026-11-22T10:00:00Z'),
    })
  })

  test.each<[string, ClosureDraft, Standing]>([
    ['no reason', { ...draft, reason: ' ' }, 'found'],
    ['no time', { ...draft, until: '' }, 'found'],
    ['a time that is past', { ...draft, until: '2026-11-22T17:00' }, 'found'],
    ['a time too far off', { ...draft, until: '2027-11-22T17:00' }, 'found'],
    ['no points', draft, 'no_points'],
    ['roads that nobody has seen', draft, 'asking'],
    ['no road there', draft, 'no_road'],
    ['no way between the points', draft, 'no_way'],
    ['no answer', draft, 'refused'],
  ])('is not given with %s', (_, wrong, standing) => {
    expect(toClose(wrong, standing, given)).toBeUndefined()
  })

  test('is given where nobody can show the roads: the region has none, or the server is away', () => {
    expect(toClose(draft, 'no_map', given)).toBeDefined()
    expect(toClose(draft, 'away', given)).toBeDefined()
  })

  test('that was refused is taken up with its points and its reason', () => {
    const command = toClose(draft, 'found', given)
    expect(command && fromClose(command)).toEqual({ points: [here], reason: 'banjir', until: '' })
  })
})
