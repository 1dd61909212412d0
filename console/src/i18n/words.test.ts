import { describe, expect, test } from 'vitest'
import schema from '../../../ws/protocol/siaga.v1.schema.json'
import text from '../../../ws/protocol/siaga.v1.schema.json?raw'
import { actionKinds } from '../pages/operator/incident/actions'
import { ownFacilityCapabilities } from '../ui/facility-text'
import { ownCapabilities } from '../ui/slot-text'
import en from './en.json'
import id from './id.json'

const { definitions } = schema
const languages: Readonly<Record<string, Readonly<Record<string, string>>>> = { id, en }

// Every word of the wire that a person may see, and under which name it is translated.
const words: Readonly<Record<string, readonly string[]>> = {
  priority: definitions.Priority.enum,
  needs: definitions.Needs.enum,
  unit_kind: definitions.UnitKind.enum,
  role: definitions.Role.enum,
  assignment_state: definitions.AssignmentState.enum,
  step: definitions.AssignmentState.enum,
  incident_state: definitions.IncidentState.enum,
  ending: definitions.EndingKind.enum,
  duty: definitions.Unit.properties.duty.properties.state.enum,
  alarm: definitions.Alarm.properties.kind.enum,
  sending_mode: definitions.SendingRule.properties.mode.enum,
  overdue: [...definitions.Alarm.properties.kind.enum, ...definitions.Late.properties.what.enum],
  'crew.late': definitions.Late.properties.what.enum,
  availability: definitions.Unit.properties.availability.properties.reason.enum,
  availability_state: definitions.Unit.properties.availability.properties.state.enum,
  hint_reason: definitions.CallHint.properties.reasons.items.enum,
  patient_match: definitions.FoundPatient.properties.why.items.enum,
  reason: definitions.Reason.properties.code.enum,
  'plan.changed': definitions.PlannedCall.properties.changed.properties.why.enum,
  'cover.weighed': definitions.Cover.properties.weighed_by.enum,
  'cover.why': definitions.MoveAdvice.properties.why.enum,
  move_state: definitions.MoveUp.properties.state.enum,
  move_answer: definitions.UnitAnswerMove.properties.answer.enum,
  shortfall: definitions.Shortfall.properties.code.enum,
  slot_role: definitions.Slot.properties.role.enum,
  slot_weight: definitions.Slot.properties.weight.enum,
  capability: ownCapabilities,
  facility_capability: ownFacilityCapabilities,
  caution: definitions.Caution.enum,
  traffic: definitions.Traffic.enum,
  traffic_cause: definitions.TrafficCause.enum,
  figure_source: definitions.FigureSource.enum,
  bed: definitions.BedKind.enum,
  outcome: definitions.OutcomeCode.enum,
  sex: definitions.Sex.enum,
  position: definitions.Fix.properties.doubt.enum,
  refused: definitions.Refused.properties.code.enum,
  notice: definitions.Notice.properties.code.enum,
  store: definitions.StoreState.properties.state.enum,
  command: definitions.Command.oneOf.map(({ $ref }) => typeOf($ref)),
  action: actionKinds,
}

function typeOf(ref: string): string {
  const name = ref.replace('#/definitions/', '')
  const found = Object.entries(definitions).find(([key]) => key === name)?.[1]
  return found && 'properties' in found && 'type' in found.properties && 'const' in found.properties.type
    ? found.properties.type.const
    : name
}

test('both languages have the same keys, in the same order', () => {
  expect(Object.keys(en)).toEqual(Object.keys(id))
})

test('both languages use the same values in each sentence', () => {
  const holes = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort()
  for (const [key, text] of Object.entries(id)) {
    expect(holes(languages.en?.[key] ?? ''), key).toEqual(holes(text))
  }
})

describe.each(Object.entries(languages))('in %s', (_, texts) => {
  test.each(Object.entries(words))('every %s of the wire has a word', (group, values) => {
    for (const value of values) expect(texts[`${group}.${value}`], `${group}.${value}`).toBeTruthy()
  })

  test('no text is empty', () => {
    expect(Object.entries(texts).filter(([, text]) => text.trim() === '')).toEqual([])
  })
})

test('no enum of the schema is forgotten here', () => {
  const known = new Set(Object.values(words).flat())
  const enums = [...text.matchAll(/"enum":\s*\[([^\]]*)\]/g)].map(([, list]) =>
    [...(list ?? '').matchAll(/"([^"]+)"/g)].map(([, value]) => value ?? ''),
  )
  // What an event is called and what it touches is not shown to anybody, nor how a language is called; of the
  // roads it is the banner and the header that speak.
  const hidden = ['take_calls', 'incident.received', 'incident', 'id', 'ready']
  const unseen = enums.filter(([first]) => !hidden.includes(first ?? ''))
  expect(unseen.flat().filter((value) => !known.has(value))).toEqual([])
})
