import { expect, test } from 'vitest'
import { incident, picture, unit } from '../testing/made'
import { pulseOf } from './pulse'

const free = { state: 'available', reason: 'free' } as const

test('five figures: who waits, the oldest urgent one, who is free, and what takes too long', () => {
  const urgent = { priority: 'P1', needs: 'ambulance' } as const
  const now = picture({
    incidents: [
      incident('i1', { state: 'pending', received_at: 30, triage: urgent }),
      incident('i2', { state: 'pending', received_at: 20, triage: urgent, overdue_at: 90 }),
      incident('i3', { state: 'pending', received_at: 10, triage: { ...urgent, priority: 'P3' } }),
      incident('i4', { state: 'responding', received_at: 5, triage: urgent }),
    ],
    units: [
      unit('AMB-01', { availability: free }),
      unit('AMB-02', { availability: { state: 'not_available', reason: 'assigned' } }),
      unit('HC-01', { kind: 'home_care', availability: free }),
      unit('MOT-01', { kind: 'motorcycle', availability: free }),
    ],
  })
  expect(pulseOf(now, 100)).toMatchObject({
    waiting: 3,
    oldestUrgent: { id: 'i2' },
    freeAmbulances: 1,
    freeHomeCare: 1,
    overdue: 1,
    worst: { kind: 'unassigned', incident: { id: 'i2' } },
  })
})

test('a quiet district has nothing that is worst', () => {
  expect(pulseOf(picture({}), 0)).toMatchObject({
    waiting: 0,
    oldestUrgent: undefined,
    overdue: 0,
    worst: undefined,
  })
})
