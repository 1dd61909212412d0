import { expect, test } from 'vitest'
import { assignment, incident, picture } from '../testing/made'
import type { Priority } from '../wire/message'
import { inOrder, openAssignments, sinceWhen } from './order'

const triage = (priority: Priority) => ({ priority, needs: 'ambulance' as const })

test('who waits comes first, by priority, then by age; unknown urgency right behind threats to life', () => {
  const { triage: _, ...untriaged } = incident('untriaged', { state: 'received' })
  const list = [
    incident('closed', { state: 'closed', triage: triage('P0') }),
    incident('running', { state: 'responding', triage: triage('P0') }),
    incident('planned', { state: 'scheduled', triage: triage('P4') }),
    incident('young P2', { received_at: 3000, triage: triage('P2') }),
    incident('old P2', { received_at: 1000, triage: triage('P2') }),
    untriaged,
    incident('P1', { received_at: 9000, triage: triage('P1') }),
  ]
  expect(inOrder(list).map((one) => one.id)).toEqual([
    'P1',
    'untriaged',
    'old P2',
    'young P2',
    'running',
    'planned',
    'closed',
  ])
})

test('a planned visit waits from its time on, not from the day it was asked for', () => {
  expect(sinceWhen(incident('i', { received_at: 1, scheduled_at: 50 }))).toBe(50)
  expect(sinceWhen(incident('i', { received_at: 1, scheduled_at: 50, due_at: 51 }))).toBe(51)
  const ended = { kind: 'cancelled', reason: 'sembuh', by: 'operator Ayu', at: 7 } as const
  const over = incident('i', { state: 'cancelled', received_at: 1, scheduled_at: 50, ending: ended })
  expect(sinceWhen(over)).toBe(7)
})

test('only what is not finished keeps a unit', () => {
  const call = incident('i1', { assignments: ['a1', 'a2', 'gone'] })
  const now = picture({
    incidents: [call],
    assignments: [assignment('a1', 'declined'), assignment('a2', 'en_route')],
  })
  expect(openAssignments(now, call).map((one) => one.id)).toEqual(['a2'])
})
