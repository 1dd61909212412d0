import { expect, test } from 'vitest'
import type { Right } from '../wire/message'
import { may, seatOf, topicOf, topicsOf } from './rights'

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

test('who works at a hospital follows it, and nothing else', () => {
  const who = { rights: ['change_facilities', 'expect_patients', 'see_facility'] as Right[] }
  expect(seatOf({ ...who, facility: 'RS-NEGARA' })).toBe('facility')
  expect(topicsOf({ ...who, facility: 'RS-NEGARA' })).toEqual(['facility/RS-NEGARA'])
  expect(topicOf({ ...who, facility: 'RS-NEGARA' })).toBeUndefined()
  expect(seatOf(who)).toBe('nowhere')
})

test('nobody may anything before the first welcome', () => {
  expect(may(undefined, 'see_board')).toBe(false)
  expect(may({ rights: ['see_board'] }, 'see_board')).toBe(true)
})

test('the plan is followed by whoever may ask whom to send', () => {
  expect(topicsOf({ rights: ['ask_advice', 'see_board', 'send_units'] })).toEqual(['board', 'plan', 'cover'])
  expect(topicsOf({ rights: ['see_board'] })).toEqual(['board'])
  expect(topicsOf({ rights: ['see_own_jobs'] })).toEqual(['mine'])
  expect(topicsOf({ rights: [] })).toEqual([])
})
