import type { AssignmentState, IncidentState } from '../wire/message'

// The tables of dispatch/model/assignment_life.hpp and dispatch/model/incident_life.hpp, so that impossible buttons are not
// shown. The server decides; life.test.ts holds the tables together.
export const assignmentLife: Readonly<Record<AssignmentState, readonly AssignmentState[]>> = {
  reserved: [
    'notified',
    'delivered',
    'acknowledged',
    'en_route',
    'declined',
    'timed_out',
    'diverted',
    'stood_down',
  ],
  notified: ['delivered', 'acknowledged', 'en_route', 'declined', 'timed_out', 'diverted', 'stood_down'],
  delivered: ['acknowledged', 'en_route', 'on_scene', 'declined', 'timed_out', 'diverted', 'stood_down'],
  acknowledged: ['en_route', 'on_scene', 'at_patient', 'declined', 'diverted', 'stood_down'],
  en_route: ['on_scene', 'at_patient', 'diverted', 'stood_down'],
  on_scene: ['at_patient', 'left_scene', 'cleared', 'stood_down'],
  at_patient: ['left_scene', 'at_destination', 'cleared', 'stood_down'],
  left_scene: ['at_destination', 'handed_over', 'stood_down'],
  at_destination: ['handed_over', 'cleared'],
  handed_over: ['cleared'],
  cleared: [],
  declined: [],
  timed_out: [],
  diverted: [],
  stood_down: [],
}

export type Act = 'change' | 'dispatch' | 'end' | 'reopen'

const open: readonly Act[] = ['change', 'dispatch', 'end']
// A patient is on board: it ends where the patient is handed over.
const carrying: readonly Act[] = ['change', 'dispatch']
const over: readonly Act[] = ['reopen']

export const incidentLife: Readonly<Record<IncidentState, readonly Act[]>> = {
  received: open,
  located: open,
  triaged: open,
  pending: open,
  scheduled: open,
  due: open,
  assigned: open,
  responding: open,
  on_scene: open,
  transporting: carrying,
  at_destination: carrying,
  closed: over,
  merged: over,
  cancelled: over,
  referred: over,
  hoax: over,
}

export const isFinished = (state: AssignmentState) => assignmentLife[state].length === 0
export const isOver = (state: IncidentState) => incidentLife[state] === over

// Nobody is on it and somebody should be.
const waiting: ReadonlySet<IncidentState> = new Set(['received', 'located', 'triaged', 'pending', 'due'])
export const isWaiting = (state: IncidentState) => waiting.has(state)

export const crewSteps: readonly AssignmentState[] = [
  'acknowledged',
  'en_route',
  'on_scene',
  'at_patient',
  'left_scene',
  'at_destination',
  'handed_over',
  'cleared',
]

// What a crew may press, in the order of the work.
export function stepsFrom(state: AssignmentState): readonly AssignmentState[] {
  return crewSteps.filter((step) => assignmentLife[state].includes(step))
}

// The big button. Only an ambulance carries patients: other crews end at the patient.
export function nextStep(state: AssignmentState, carries: boolean): AssignmentState | undefined {
  if (state === 'at_patient' && !carries) return 'cleared'
  return stepsFrom(state)[0]
}
