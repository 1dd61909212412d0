import { incidentLife, isFinished } from '../../../picture/life'
import { assignmentsOf } from '../../../picture/order'
import type { Picture } from '../../../picture/picture'
import { openProposals } from '../../../picture/proposals'
import { type Holder, may } from '../../../session/rights'
import type { Incident, Right } from '../../../wire/message'

export type ActionKind =
  | 'locate'
  | 'accept'
  | 'link'
  | 'triage'
  | 'note'
  | 'cancel'
  | 'hoax'
  | 'referred'
  | 'merge'
  | 'reopen'
  | 'stand_down'
  | 'reassign'
  | 'press'
  | 'unit'

// One key each, the same in both languages, so that nobody relearns them.
export const actionKeys: Readonly<Record<ActionKind, string>> = {
  locate: 'l',
  accept: 'a',
  link: 'k',
  triage: 't',
  note: 'c',
  unit: 'u',
  stand_down: 's',
  reassign: 'r',
  press: 'p',
  merge: 'g',
  referred: 'f',
  hoax: 'h',
  cancel: 'x',
  reopen: 'o',
}

export const actionKinds = Object.keys(actionKeys).filter((name): name is ActionKind => name in actionKeys)

export function actionOf(key: string): ActionKind | undefined {
  return actionKinds.find((kind) => actionKeys[kind] === key)
}

const rightFor: Readonly<Record<ActionKind, Right>> = {
  locate: 'take_calls',
  accept: 'take_calls',
  link: 'take_calls',
  triage: 'take_calls',
  note: 'take_calls',
  unit: 'send_units',
  stand_down: 'send_units',
  reassign: 'send_units',
  press: 'step_jobs',
  merge: 'end_incidents',
  referred: 'end_incidents',
  hoax: 'end_incidents',
  cancel: 'end_incidents',
  reopen: 'end_incidents',
}

// Whether this person may do it, and the state of things allows it.
export function isPossible(who: Holder, picture: Picture, incident: Incident, kind: ActionKind): boolean {
  return may(who, rightFor[kind]) && isInOrder(picture, incident, kind)
}

function isInOrder(picture: Picture, incident: Incident, kind: ActionKind): boolean {
  const acts = incidentLife[incident.state]
  const hasOpen = assignmentsOf(picture, incident).some((one) => !isFinished(one.state))
  switch (kind) {
    case 'note':
      return true
    case 'locate':
    case 'link':
    case 'triage':
      return acts.includes('change')
    case 'accept':
      return acts.includes('change') && openProposals(incident).length > 0
    case 'unit':
      return acts.includes('dispatch')
    case 'cancel':
    case 'hoax':
    case 'referred':
    case 'merge':
      return acts.includes('end')
    case 'reopen':
      return acts.includes('reopen')
    case 'stand_down':
    case 'reassign':
    case 'press':
      return hasOpen
    default:
      return kind satisfies never
  }
}
