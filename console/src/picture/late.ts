import type { Assignment, AssignmentState, Late } from '../wire/message'

// The states in which a job is still at what it is late at, as in dispatch/rules/lateness.cpp: tests/dispatch/rules/late_in.json
// holds the two together.
const unanswered: readonly AssignmentState[] = ['reserved', 'notified', 'delivered']
const onTheWay: readonly AssignmentState[] = [...unanswered, 'acknowledged', 'en_route']
const atThePatient: readonly AssignmentState[] = ['on_scene', 'at_patient']
export const lateIn: Readonly<Record<Late['what'], readonly AssignmentState[]>> = {
  delivery: ['reserved', 'notified'],
  acknowledgement: unanswered,
  turnout: ['acknowledged'],
  arrival: onTheWay,
  scene: atThePatient,
  hand_over: ['at_destination'],
  hand_over_again: ['at_destination'],
  silent: [...onTheWay, ...atThePatient, 'left_scene', 'at_destination', 'handed_over'],
}

// Worst first.
export const lates: readonly Late['what'][] = [
  'acknowledgement',
  'delivery',
  'turnout',
  'silent',
  'arrival',
  'scene',
  'hand_over_again',
  'hand_over',
]
// Over as soon as the unit is seen to move, whatever its crew has pressed.
const untilItMoves: readonly Late['what'][] = ['acknowledgement', 'turnout']

// What it is late at now, the worst of it. Whether its device is silent its position says.
export function lateOf({ late = [], state, moving_since }: Assignment): Late | undefined {
  const holds = ({ what }: Late) =>
    what !== 'silent' &&
    lateIn[what].includes(state) &&
    !(moving_since !== undefined && untilItMoves.includes(what))
  return late.filter(holds).sort((a, b) => lates.indexOf(a.what) - lates.indexOf(b.what))[0]
}

// So late to acknowledge that another is sent, too.
export function isUnanswered({ late = [], state, moving_since }: Assignment): boolean {
  return (
    unanswered.includes(state) &&
    moving_since === undefined &&
    late.some(({ what }) => what === 'acknowledgement')
  )
}
