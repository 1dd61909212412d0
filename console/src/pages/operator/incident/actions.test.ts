import { expect, test } from 'vitest'
import { assignment, incident, picture, welcome } from '../../../testing/made'
import type { Right } from '../../../wire/message'
import { actionKinds, isPossible } from './actions'

const sent = incident('i1', { state: 'responding', assignments: ['a1'] })
const board = picture({ incidents: [sent], assignments: [assignment('a1', 'en_route')] })
const possible = (rights: Right[]) =>
  actionKinds.filter((kind) => isPossible(welcome('operator', { rights }), board, sent, kind))

test('whoever takes calls says where and what, and sends nobody', () => {
  expect(possible(['take_calls'])).toEqual(['locate', 'link', 'triage', 'note'])
})

test('whoever sends units does not end incidents', () => {
  expect(possible(['send_units'])).toEqual(['unit', 'stand_down', 'reassign'])
  expect(possible(['end_incidents'])).toEqual(['merge', 'referred', 'hoax', 'cancel'])
  expect(possible(['step_jobs'])).toEqual(['press'])
})

test('a right does not help where the state of things forbids it', () => {
  const over = incident('i1', { state: 'closed' })
  const rights: Right[] = ['take_calls', 'end_incidents', 'send_units', 'step_jobs']
  const may = (kind: (typeof actionKinds)[number]) =>
    isPossible(welcome('operator', { rights }), picture({ incidents: [over] }), over, kind)
  expect(actionKinds.filter(may)).toEqual(['note', 'reopen'])
})
