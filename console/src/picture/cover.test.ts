import { expect, test } from 'vitest'
import type { Entry } from '../outbox/entry'
import { picture, snapshot, unit } from '../testing/made'
import type { Command, Cover } from '../wire/message'
import { bandOf, movedUnits, moveStateOf, priceOf, reachedBy } from './cover'
import { next } from './picture'

const entry = (command: Command): Entry => ({ order: 1, sent: 0, command })
const where = { lat: -8.33, lon: 114.67 }
const cover: Cover = {
  type: 'cover',
  at: 1000,
  weighed_by: 'alike',
  people_unknown: 0,
  busy: 0.2,
  busy_measured: false,
  villages: [
    {
      ...{ code: '1', name: 'Mendoyo', where, weight: 0.5 },
      ...{ first: { unit: 'AMB-01', eta_s: 540 }, second: { unit: 'AMB-02', eta_s: 840 } },
    },
    { code: '2', name: 'Melaya', where, weight: 0.3, first: { unit: 'AMB-02', eta_s: 300 } },
    { code: '3', name: 'Gilimanuk', where, weight: 0.2 },
  ],
  left_out: 0,
  prices: [{ unit: 'AMB-01', loses: { village: 'Mendoyo', from_s: 540, to_s: 840 } }, { unit: 'AMB-02' }],
  posts: [],
  advice: [],
}

test('a village is in the band of whoever is there first', () => {
  expect([480, 481, 901, 1801, undefined].map(bandOf)).toEqual(['8', '15', '30', 'beyond', 'nobody'])
  expect(reachedBy(cover, undefined).map(({ band }) => band)).toEqual(['15', '8', 'nobody'])
})

test('if a unit goes, the villages that it is first at are reached by the next, or by nobody', () => {
  expect(reachedBy(cover, 'AMB-01').map(({ seconds, isLater }) => [seconds, isLater])).toEqual([
    [840, true],
    [300, false],
    [undefined, false],
  ])
  expect(reachedBy(cover, 'AMB-02')[1]).toMatchObject({ band: 'nobody', isLater: true })
})

test('the price of a unit is told of those that are free, and of no others', () => {
  expect(priceOf(cover, 'AMB-01')?.loses?.village).toBe('Mendoyo')
  expect(priceOf(cover, 'AMB-02')).toEqual({ unit: 'AMB-02' })
  expect(priceOf(cover, 'AMB-03')).toBeUndefined()
  expect(priceOf(undefined, 'AMB-01')).toBeUndefined()
})

test('cover that was told before a snapshot is of another board', () => {
  const told = next(picture({}), cover)
  expect(told.cover).toBe(cover)
  expect(next(told, snapshot(2)).cover).toBeUndefined()
})

const move = { state: 'told', at: 0, by: 'operator Ayu', since: 0 } as const
const moved = unit('AMB-01', { move_up: { ...move, post: { id: 'P1', name: 'Pos Pasar', where } } })

test('a press counts before the server has heard it, if it is about this post', () => {
  const answer = { type: 'unit.answer_move', id: 'a', unit: 'AMB-01', answer: 'seen' } as const
  expect(moveStateOf(moved, [])).toBe('told')
  expect(moveStateOf(moved, [entry({ ...answer, post: 'P1' })])).toBe('seen')
  expect(moveStateOf(moved, [entry({ ...answer, post: 'P2' })])).toBe('told')
  expect(moveStateOf(moved, [entry({ ...answer, post: 'P1', answer: 'called_off' })])).toBeUndefined()
  expect(moveStateOf(unit('AMB-01'), [])).toBeUndefined()
})

test('units that were told to wait elsewhere are listed', () => {
  const all = picture({ units: [unit('AMB-02'), moved] })
  expect(movedUnits(all).map(({ id }) => id)).toEqual(['AMB-01'])
})
