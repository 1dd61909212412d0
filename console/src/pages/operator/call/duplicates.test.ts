import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { answered, asked, refusedTo } from '../../../session/question'
import { foundPatient, hint, incident, pastCall, picture } from '../../../testing/made'
import type { CallHints } from '../../../wire/message'
import { emptyCall } from './call-draft'
import {
  aboutOf,
  answerFor,
  askEvery,
  factsOfDraft,
  factsOfIncident,
  firstShown,
  isAttachable,
  keepAsking,
  mayBeTheSame,
  pause,
  ranked,
  scoreWord,
} from './duplicates'

describe('a call that is typed is compared', () => {
  test.each([
    ['five digits of a number', { phone: '+62 812' }],
    ['two letters of a place', { text: ' p a ' }],
    ['marks without a letter', { text: '... ---' }],
    ['half a pin', { pin: '-8.3,' }],
    ['a complaint alone', { complaint: 'sesak napas' }],
    ['two letters of a name', { name: 'Ny.' }],
    ['five digits for a name', { name: '60001' }],
  ])('not for %s', (_, part) => {
    expect(factsOfDraft({ ...emptyCall, ...part })).toBeUndefined()
  })

  test.each([
    ['six digits of a number', { phone: '+62 812 3 ' }, { caller: { phone: '+62 812 3' } }],
    ['six digits of another script', { phone: '٠٨١٢٣٤' }, { caller: { phone: '٠٨١٢٣٤' } }],
    ['three letters of a place', { text: 'psr ' }, { place: { text: 'psr' } }],
    [
      'a pin',
      { pin: '-8.3, 114.6', uncertainty: '50' },
      { place: { text: '', pin: { lat: -8.3, lon: 114.6 }, uncertainty_m: 50, source: 'operator' } },
    ],
    [
      'a number with a complaint',
      { phone: '081234567', complaint: ' sesak ' },
      { caller: { phone: '081234567' }, complaint: 'sesak' },
    ],
    ['a name, who may be a patient', { name: ' Made ' }, { caller: { name: 'Made' } }],
    ['the end of a NIK', { name: '860001' }, { caller: { name: '860001' } }],
  ])('for %s', (_, part, facts) => {
    expect(factsOfDraft({ ...emptyCall, ...part })).toEqual(facts)
  })

  test('by what the comparison needs only: a title or a blank is no other question', () => {
    const about = (part: object) => aboutOf(factsOfDraft({ ...emptyCall, phone: '081234567', ...part }) ?? {})
    expect(about({ name: 'Ny', text: ' ' })).toBe(about({}))
    expect(about({ name: 'Made' })).not.toBe(about({}))
    expect(about({ complaint: 'sesak' })).not.toBe(about({}))
  })
})

describe('an incident is compared', () => {
  const place = {
    text: 'pasar',
    pin: { lat: -8.3, lon: 114.6 },
    confirmed_by: 'operator Ayu',
    confirmed_at: 5,
  }

  test('under its own id, so that it is not its own duplicate', () => {
    const triage = { priority: 'P2', needs: 'ambulance', complaint: 'jatuh' } as const
    expect(factsOfIncident(incident('i1', { place, caller: { phone: '081234567' }, triage }))).toEqual({
      incident: 'i1',
      place: { text: 'pasar', pin: { lat: -8.3, lon: 114.6 } },
      caller: { phone: '081234567' },
      complaint: 'jatuh',
    })
  })

  test('only while it is open, and only with something to compare', () => {
    expect(factsOfIncident(incident('i1', { state: 'merged' }))).toBeUndefined()
    expect(factsOfIncident(incident('i1', { place: { text: '' } }))).toBeUndefined()
  })
})

describe('the question', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  test('waits until the keys rest', () => {
    const ask = vi.fn()
    const stop = keepAsking(ask)
    vi.advanceTimersByTime(pause - 1)
    stop()
    keepAsking(ask)
    vi.advanceTimersByTime(pause - 1)
    expect(ask).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(ask).toHaveBeenCalledTimes(1)
  })

  test('is asked again while the call stands there, and not after', () => {
    const ask = vi.fn()
    const stop = keepAsking(ask)
    vi.advanceTimersByTime(pause + askEvery)
    expect(ask).toHaveBeenCalledTimes(2)
    stop()
    vi.advanceTimersByTime(3 * askEvery)
    expect(ask).toHaveBeenCalledTimes(2)
  })
})

describe('the answer', () => {
  const typed = { caller: { phone: '081234567' } }
  const more = { ...typed, complaint: 'sesak' }
  const hints = (query: string, ...ids: string[]): CallHints => ({
    type: 'call_hints',
    query,
    hints: ids.map((id) => hint(id)),
  })
  const first = asked<CallHints>(undefined, 'q1', aboutOf(typed))
  const known = answered(first, hints('q1', 'i1'))

  test('is none where nothing is asked, and open until it comes', () => {
    expect(answerFor(known, undefined)).toEqual({ state: 'none' })
    expect(answerFor(undefined, typed)).toEqual({ state: 'open' })
    expect(answerFor(first, typed)).toEqual({ state: 'open' })
  })

  test('stands while more is typed, until the next one comes', () => {
    expect(answerFor(known, more)).toMatchObject({ hints: [{ incident: 'i1' }] })
    const second = asked(known, 'q2', aboutOf(more))
    expect(answerFor(second, more)).toMatchObject({ hints: [{ incident: 'i1' }] })
    expect(answerFor(answered(second, hints('q2')), more)).toEqual({
      state: 'answered',
      hints: [],
      patients: [],
    })
  })

  test('to an older question is let fall', () => {
    const second = answered(asked(known, 'q2', aboutOf(more)), hints('q2', 'i2'))
    expect(answerFor(answered(second, hints('q1', 'i1')), more)).toMatchObject({
      hints: [{ incident: 'i2' }],
    })
  })

  test('about one call is never shown for another one', () => {
    expect(answerFor(known, { incident: 'i7', ...typed })).toEqual({ state: 'open' })
    const about = { incident: 'i7', ...typed }
    const other = answered(asked<CallHints>(undefined, 'q3', aboutOf(about)), hints('q3', 'i1'))
    expect(answerFor(other, { incident: 'i', ...typed })).toEqual({ state: 'open' })
    expect(answerFor(other, typed)).toEqual({ state: 'open' })
  })

  test('brings past calls and patients along, and tells none from not known', () => {
    const extra = { past: [pastCall('p1')], patients: [foundPatient()] }
    const told = answered(first, { ...hints('q1'), ...extra })
    expect(answerFor(told, typed)).toEqual({ state: 'answered', hints: [], ...extra })
    const without = answerFor(known, typed)
    expect(without.state === 'answered' && without.past).toBeUndefined()
  })

  test('that was refused is no "nothing found"', () => {
    expect(answerFor(refusedTo(known, 'q1'), typed)).toEqual({ state: 'refused' })
  })
})

describe('hints', () => {
  const before = hint('before', {
    likely: false,
    score: 0.9,
    state: 'closed',
    reasons: ['same_number_before'],
  })
  const weak = hint('weak', { score: 0.5 })
  const strong = hint('strong', { score: 0.8 })
  const newer = hint('newer', { score: 0.8, received_at: 2000 })

  test('stand with the likely ones first, then by score, then the newest, and never more than five', () => {
    const all = [before, weak, strong, newer, hint('x', { score: 0.1 }), hint('y', { score: 0.2 })]
    expect(ranked(all).map((one) => one.incident)).toEqual(['newer', 'strong', 'weak', 'y', 'x'])
    expect(all[0]).toBe(before)
  })

  test('of the past alone are told from those that may be the same', () => {
    expect(mayBeTheSame(before)).toBe(false)
    expect(mayBeTheSame(hint('near', { likely: false, reasons: ['near'] }))).toBe(true)
  })

  test('say their score as a word', () => {
    expect([strong, before].map(scoreWord)).toEqual(['duplicates.likely', 'duplicates.possible'])
  })

  const board = picture({ incidents: [incident('weak'), incident('before', { state: 'closed' })] })

  test('are shown by the key where the board has them', () => {
    expect(firstShown([strong, weak, before], board)).toBe(weak)
    expect(firstShown([strong], board)).toBeUndefined()
  })

  test('offer to attach to an open incident of the board only', () => {
    const ended = picture({ incidents: [incident('weak', { state: 'cancelled' })] })
    expect(isAttachable(weak, board)).toBe(true)
    expect(isAttachable({ ...weak, likely: false, reasons: ['near'] }, board)).toBe(true)
    expect([before, strong].some((one) => isAttachable(one, board))).toBe(false)
    expect(isAttachable(weak, ended)).toBe(false)
  })
})
