import { expect, test } from 'vitest'
import type { Right } from '../wire/message'
import { may, seatOf, topicOf } from './rights'

test.each<[readonly Right[], string, string | undefined]>([
  [['see_own_jobs', 'step_jobs'], 'crew', 'mine'],
  [['see_board', 'take_calls'], 'desk', 'board'],
  [['see_board', 'send_units'], 'desk', 'board'],
  [['close_roads', 'see_board', 'see_map'], 'map', 'board'],
  [['ask_places'], 'nowhere', undefined],
  [[], 'nowhere', undefined],
])('whoever may %o works at %s', (rights, seat, topic) => {
  const who = { rights: [...rights] }
  expect([seatOf(who), topicOf(who)]).toEqual([seat, topic])
})

test('nobody may anything before the first welcome', () => {
  expect(may(undefined, 'see_board')).toBe(false)
  expect(may({ rights: ['see_board'] }, 'see_board')).toBe(true)
})
