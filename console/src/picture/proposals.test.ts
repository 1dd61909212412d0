import { describe, expect, test } from 'vitest'
import { incident } from '../testing/made'
import type { Proposal } from '../wire/message'
import { distanceFromPin, openProposals, placeOf } from './proposals'

const proposal = (source: string, change: Partial<Proposal> = {}): Proposal => ({
  pin: { lat: -8.31, lon: 114.6 },
  uncertainty_m: 18,
  source,
  at: 1000,
  by: 'caller',
  ...change,
})

describe('the proposals of an incident', () => {
  test('keep their order when one of them comes anew', () => {
    const [link, aml] = [proposal('caller_link'), proposal('aml', { by: 'siaga' })]
    expect(openProposals(incident('i1', { proposals: [link, aml] }))).toEqual([aml, link])
    expect(openProposals(incident('i1', { proposals: [aml, link] }))).toEqual([aml, link])
  })

  test('that became the pin are not open any more, a better fix of the same source is', () => {
    const taken = proposal('caller_link')
    const place = placeOf(incident('i1'), taken)
    expect(openProposals(incident('i1', { place, proposals: [taken] }))).toEqual([])
    const better = { ...taken, uncertainty_m: 6 }
    expect(openProposals(incident('i1', { place, proposals: [better] }))).toEqual([better])
  })

  test('are none where the server knows none', () => {
    const { proposals: _, ...old } = incident('i1', { proposals: [] })
    expect(openProposals(old)).toEqual([])
  })

  test('say how far they are from the pin, where there is one', () => {
    expect(distanceFromPin(incident('i1'), proposal('aml'))).toBeCloseTo(1112, 0)
    expect(distanceFromPin(incident('i1', { place: { text: 'pasar' } }), proposal('aml'))).toBeUndefined()
  })

  test('are taken with the words as they were said', () => {
    expect(placeOf(incident('i1'), proposal('aml'))).toEqual({
      text: 'belakang pasar',
      pin: { lat: -8.31, lon: 114.6 },
      uncertainty_m: 18,
      source: 'aml',
    })
  })
})
