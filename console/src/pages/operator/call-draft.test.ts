import { describe, expect, test } from 'vitest'
import type { Candidate } from '../../wire/message'
import {
  type CallDraft,
  emptyCall,
  faultsOf,
  fromPlace,
  fromReceive,
  parsePin,
  pinByHand,
  pinOf,
  pinText,
  toPlace,
  toReceive,
} from './call-draft'

const typed: CallDraft = {
  ...emptyCall,
  text: 'belakang pasar, gerbang biru ',
  pin: '-8.3573, 114.6185',
  uncertainty: '150',
  phone: ' 0812-3456 ',
  name: '',
  priority: 'P1',
  complaint: 'sesak napas',
}

describe('a call as it is sent', () => {
  test('keeps what the caller said to the letter, and pin and uncertainty beside it', () => {
    expect(toReceive(typed, 'c1', 5, 480).place).toEqual({
      text: 'belakang pasar, gerbang biru ',
      pin: { lat: -8.3573, lon: 114.6185 },
      uncertainty_m: 150,
      source: 'operator',
    })
  })

  test('names only what is known', () => {
    expect(toReceive({ ...emptyCall, text: 'Desa Batuagung' }, 'c1', 5, 480)).toEqual({
      type: 'incident.receive',
      id: 'c1',
      at: 5,
      place: { text: 'Desa Batuagung' },
      caller: {},
    })
  })

  test('means the clock on the wall of the region', () => {
    const planned = toReceive({ ...typed, planned: '2025-11-23T09:30' }, 'c1', 5, 480)
    expect(planned.scheduled_at).toBe(Date.parse('2025-11-23T01:30Z'))
  })

  test('comes back into the form as it was', () => {
    expect(fromReceive(toReceive(typed, 'c1', 5, 480))).toEqual({
      ...typed,
      pin: '-8.35730, 114.61850',
      phone: '0812-3456',
    })
  })
})

describe('a suggestion that is taken', () => {
  const candidate: Candidate = {
    lat: -8.35,
    lon: 114.7,
    uncertainty_m: 350.4,
    kind: 'village',
    label: 'Desa Pohsanten',
    score: 0.9,
    why: 'name',
  }
  const taken = { ...typed, ...pinOf(candidate) }

  test('sets pin, uncertainty and source beside the words, which stay to the letter', () => {
    expect(toPlace(taken)).toEqual({
      text: 'belakang pasar, gerbang biru ',
      pin: { lat: -8.35, lon: 114.7 },
      uncertainty_m: 350,
      source: 'gazetteer',
    })
  })

  test('out of a code says which code', () => {
    expect(pinOf({ ...candidate, kind: 'plus_code' }).source).toBe('plus_code')
  })

  test('gives way to a pin set by hand, with all that came with it', () => {
    expect(pinByHand(taken, '-8.4, 114.6')).toEqual({
      pin: '-8.4, 114.6',
      uncertainty: '',
      source: 'operator',
      label: '',
    })
  })

  test('is no reason to forget metres that were typed', () => {
    expect(pinByHand(typed, '-8.4, 114.6').uncertainty).toBe('150')
  })

  test('keeps its source when the place is opened again', () => {
    expect(fromPlace(toPlace(taken))).toMatchObject({ source: 'gazetteer', uncertainty: '350', label: '' })
  })
})

test.each([
  ['-8.357, 114.618', { lat: -8.357, lon: 114.618 }],
  ['-8.357 114.618', { lat: -8.357, lon: 114.618 }],
  ['-8.357;114.618', { lat: -8.357, lon: 114.618 }],
  ['114.618, 8.357', undefined],
  ['-8.357, 214.6', undefined],
  ['pasar', undefined],
])('the pin %s is read as %o', (text, pin) => {
  expect(parsePin(text)).toEqual(pin)
})

test('a pin reads back what it writes', () => {
  expect(parsePin(pinText({ lat: -8.1, lon: 114 }))).toEqual({ lat: -8.1, lon: 114 })
})

test.each([
  [{}, []],
  [{ pin: 'pasar' }, ['pin']],
  [{ uncertainty: '-3' }, ['uncertainty']],
  [{ priority: '' as const }, ['complaint']],
  [{ planned: 'besok' }, ['planned']],
])('the faults of a call with %o are %o', (change, faults) => {
  expect(faultsOf({ ...typed, ...change })).toEqual(faults)
})
