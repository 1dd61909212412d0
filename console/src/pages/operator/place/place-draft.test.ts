import { describe, expect, test } from 'vitest'
import type { Candidate, Pin } from '../../../wire/message'
import {
  emptyPlace,
  following,
  fromPlace,
  type PlaceDraft,
  parsePin,
  pinByHand,
  pinOf,
  pinText,
  toPlace,
} from './place-draft'

const typed: PlaceDraft = {
  ...emptyPlace,
  text: 'belakang pasar, gerbang biru ',
  pin: '-8.3573, 114.6185',
  uncertainty: '150',
}

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
      isKnown: false,
    })
  })

  test('is no reason to forget metres that were typed', () => {
    expect(pinByHand(typed, '-8.4, 114.6').uncertainty).toBe('150')
  })

  test('keeps its source when the place is opened again', () => {
    expect(fromPlace(toPlace(taken))).toMatchObject({ source: 'gazetteer', uncertainty: '350', label: '' })
  })
})

describe('words beside a pin of a phone', () => {
  const phone = (pin: Pin, uncertainty_m: number) => ({
    ...fromPlace({ text: '', pin, uncertainty_m, source: 'caller_link' }),
    isKnown: true,
  })
  const known = phone({ lat: -8.3573, lon: 114.6185 }, 40.5)
  const moved = phone({ lat: -8.36, lon: 114.62 }, 8)
  const words = { ...known, text: 'di rumahnya di Melaya' }

  test('are sent with the pin as it is by then, when nobody touched it', () => {
    expect(toPlace(following(moved, words))).toEqual({
      text: 'di rumahnya di Melaya',
      pin: { lat: -8.36, lon: 114.62 },
      uncertainty_m: 8,
      source: 'caller_link',
    })
  })

  test('leave a pin alone that was set here', () => {
    const own = { ...words, ...pinByHand(words, '-8.4, 114.6') }
    expect(following(moved, own)).toEqual(own)
    expect(toPlace(own).source).toBe('operator')
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
