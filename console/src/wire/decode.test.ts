import { describe, expect, test } from 'vitest'
import { events, frame, hint, incident, refused, snapshot, welcome } from '../testing/made'
import { decode } from './decode'
import type { Candidate } from './message'

const candidates = (list: Candidate[]) => ({ type: 'candidates', query: 'q', candidates: list, tried: [] })
const pin = { lat: 1, lon: 2 }
const proposal = { pin, uncertainty_m: 18, source: 'caller_link', at: 5, by: 'caller' }
const located = {
  text: '',
  pin,
  uncertainty_m: 3,
  source: 'aml',
  confirmed_by: 'operator Ayu',
  confirmed_at: 5,
}
const link = { token: 't', made_at: 1, made_by: 'operator Ayu', expires_at: 2 }

const why = (message: unknown) => {
  const decoded = decode(typeof message === 'string' ? message : JSON.stringify(message))
  return decoded.ok ? 'taken' : decoded.why
}

describe('what comes through the door', () => {
  test.each([
    welcome(),
    snapshot(1, { incidents: [incident('i1')] }),
    events(2),
    frame([]),
    refused('unit_busy', 'c1'),
    candidates([{ lat: 1, lon: 2, uncertainty_m: 3, kind: 'village', label: 'a', score: 1, why: 'b' }]),
    candidates([]),
    { type: 'described', query: 'q', text: 'Desa Pohsanten' },
    { type: 'call_hints', query: 'q', hints: [hint('i1', { away_m: 120 })] },
    snapshot(1, { incidents: [incident('i1', { place: located, proposals: [proposal], link })] }),
  ])('$type is taken', (message) => {
    expect(why(message)).toBe('taken')
  })

  test('a field that this console does not know yet is no reason to refuse', () => {
    expect(why({ ...welcome(), weather: 'rain' })).toBe('taken')
  })

  test.each([
    ['no JSON', '{"type":', 'not a JSON object'],
    ['a list', '[]', 'not a JSON object'],
    ['a type that the server never says', { type: 'hello', token: 'x' }, 'unknown type "hello"'],
    ['a missing field', { ...welcome(), role: undefined }, 'welcome.role is missing'],
    ['a role that does not exist', { ...welcome(), role: 'king' }, 'welcome.role is not one of the known'],
    ['text for a number', { ...welcome(), clock_speed: 'fast' }, 'welcome.clock_speed is not a number'],
    [
      'a fault deep inside',
      snapshot(1, { incidents: [incident('i1', { received_at: 1.5 })] }),
      'snapshot.picture.incidents[0].received_at is not a whole number',
    ],
    [
      'a detail that is no text',
      { ...refused('failed'), details: { field: 7 } },
      'refused.details.field is not a string',
    ],
  ])('%s is refused, and the place of the fault is named', (_, message, expected) => {
    expect(why(message)).toBe(expected)
  })
})
