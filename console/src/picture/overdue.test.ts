import { expect, test } from 'vitest'
import { assignment, fix, incident, picture, unit } from '../testing/made'
import { overdueOf } from './overdue'

const now = 10_000_000

const untriaged = (...args: Parameters<typeof incident>) => {
  const { triage: _, ...rest } = incident(...args)
  return rest
}
const shown = (...args: Parameters<typeof overdueOf>) =>
  overdueOf(...args).map(({ kind, incident, unit }) => [kind, incident.id, unit])

test('a job is late only for as long as it is at what it is late at', () => {
  const late = [
    { what: 'delivery', at: 1 },
    { what: 'scene', at: 5 },
  ] as const
  const at = (state: 'notified' | 'acknowledged' | 'at_patient' | 'left_scene' | 'cleared') =>
    shown(
      picture({
        incidents: [incident('1', { state: 'assigned' })],
        assignments: [assignment('a', state, { incident: '1', unit: 'AMB-01', late: [...late] })],
      }),
      now,
    )
  expect(at('notified')).toEqual([['delivery', '1', 'AMB-01']])
  expect(at('acknowledged')).toEqual([])
  expect(at('at_patient')).toEqual([['scene', '1', 'AMB-01']])
  expect(at('left_scene')).toEqual([])
  expect(at('cleared')).toEqual([])
})

test('the worst stands first: by priority, then by what it is, then by how long', () => {
  const p = (priority: 'P0' | 'P1' | 'P3') => ({ triage: { priority, needs: 'ambulance' as const } })
  const job = (id: string, of: string, what: 'turnout' | 'hand_over', at: number) =>
    assignment(id, what === 'turnout' ? 'acknowledged' : 'at_destination', {
      incident: of,
      unit: `AMB-${id}`,
      late: [{ what, at }],
    })
  expect(
    shown(
      picture({
        incidents: [
          incident('p3', { ...p('P3'), overdue_at: 1 }),
          incident('long', { ...p('P1'), state: 'at_destination' }),
          incident('still', { ...p('P1'), state: 'assigned' }),
          incident('nobody', { ...p('P1'), overdue_at: 900 }),
          incident('first', { ...p('P1'), overdue_at: 800 }),
          untriaged('unknown', { alarm: { kind: 'declined', since: 1, unit: 'AMB-09' } }),
          incident('p0', { ...p('P0'), state: 'assigned' }),
        ],
        assignments: [
          job('1', 'long', 'hand_over', 1),
          job('2', 'still', 'turnout', 99),
          job('3', 'p0', 'turnout', 999),
        ],
      }),
      now,
    ).map(([, id]) => id),
  ).toEqual(['p0', 'first', 'nobody', 'still', 'long', 'p3', 'unknown'])
})

test('of one incident and one unit only the worst is said', () => {
  const of = {
    incidents: [incident('1', { state: 'assigned', alarm: { kind: 'declined', since: 5, unit: 'AMB-02' } })],
    assignments: [
      assignment('a', 'acknowledged', { incident: '1', unit: 'AMB-01', late: [{ what: 'turnout', at: 7 }] }),
    ],
    units: [unit('AMB-01', { assignment: 'a', fix: fix('AMB-01', now - 400_000) })],
  }
  expect(shown(picture(of), now)).toEqual([
    ['declined', '1', 'AMB-02'],
    ['turnout', '1', 'AMB-01'],
  ])
})

test('a unit on a job that is heard no more is said, one that waits at its base is not', () => {
  const of = (job: boolean) => ({
    incidents: [incident('1', { state: 'responding' })],
    assignments: job ? [assignment('a', 'en_route', { incident: '1', unit: 'AMB-01' })] : [],
    units: [unit('AMB-01', { ...(job && { assignment: 'a' }), fix: fix('AMB-01', now - 400_000) })],
  })
  expect(shown(picture(of(true)), now)).toEqual([['silent', '1', 'AMB-01']])
  expect(shown(picture(of(false)), now)).toEqual([])
})
