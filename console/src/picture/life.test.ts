import { expect, test } from 'vitest'
import assignmentHeader from '../../../dispatch/model/assignment_life.hpp?raw'
import incidentHeader from '../../../dispatch/model/incident_life.hpp?raw'
import type { AssignmentState } from '../wire/message'
import { assignmentLife, incidentLife, isFinished, isOver, isWaiting, nextStep, stepsFrom } from './life'

test('the life of an assignment is the one of dispatch/model/assignment_life.hpp', () => {
  const rows = [...assignmentHeader.matchAll(/^\s+row\((\w+), \{([^}]*)\}\)/gm)]
  const theirs = rows.map(([, from, to]) => [
    from,
    (to ?? '')
      .split(',')
      .map((s) => s.trim())
      .filter(Boolean),
  ])
  expect(Object.fromEntries(theirs)).toEqual(assignmentLife)
})

test('what may be done to an incident is as in dispatch/model/incident_life.hpp', () => {
  const rows = [...incidentHeader.matchAll(/\{(\w+),\s*((?:true|false|,|\s)+)\}/g)]
  const acts = ['change', 'dispatch', 'end', 'reopen']
  const theirs = rows.map(([, state, may]) => {
    const flags = (may ?? '').split(',').map((flag) => flag.trim() === 'true')
    return [state, acts.filter((_, n) => flags[n])]
  })
  expect(Object.fromEntries(theirs)).toEqual(incidentLife)
})

test('the big button leads an ambulance from the call to clear', () => {
  const walked: AssignmentState[] = []
  for (let state: AssignmentState | undefined = 'delivered'; state; ) {
    state = nextStep(state, true)
    if (state) walked.push(state)
  }
  expect(walked).toEqual([
    'acknowledged',
    'en_route',
    'on_scene',
    'at_patient',
    'left_scene',
    'at_destination',
    'handed_over',
    'cleared',
  ])
})

test('a home visit ends at the patient', () => {
  expect(nextStep('at_patient', false)).toBe('cleared')
})

test('a crew is offered no step that is the desk’s or the server’s', () => {
  for (const state of Object.keys(assignmentLife) as AssignmentState[]) {
    for (const step of stepsFrom(state)) {
      expect(['notified', 'delivered', 'declined', 'timed_out', 'diverted', 'stood_down']).not.toContain(step)
    }
  }
})

test('ends are ends', () => {
  expect([isFinished('cleared'), isFinished('handed_over')]).toEqual([true, false])
  expect([isOver('hoax'), isOver('transporting')]).toEqual([true, false])
  expect([isWaiting('due'), isWaiting('scheduled'), isWaiting('assigned')]).toEqual([true, false, false])
})
