import { expect, test } from 'vitest'
import { incident } from '../../testing/made'
import { changesSince, nothingSeen, seenOf } from './changes'

const door = { lat: -8.3, lon: 114.6 }
const call = incident('i1', {
  place: { text: 'dekat pasar', pin: door },
  triage: { priority: 'P2', needs: 'ambulance', complaint: 'sesak' },
})
const seen = seenOf('a1', call)

test('a crew that drives is told what changed, old and new, and how far the place is off', () => {
  const now = seenOf('a1', {
    ...call,
    place: { text: 'Melaya', pin: { lat: -8.3, lon: 114.5 } },
    triage: { priority: 'P1', needs: 'ambulance', complaint: 'tidak sadar' },
  })
  const [place, ...facts] = changesSince(seen, now)
  expect(place).toMatchObject({ what: 'place', from: 'dekat pasar', to: 'Melaya' })
  expect(place && 'metres' in place && Math.round(place.metres / 1000)).toBe(11)
  expect(facts).toEqual([
    { what: 'priority', from: 'P2', to: 'P1' },
    { what: 'complaint', from: 'sesak', to: 'tidak sadar' },
  ])
})

test('a pin that moves to the other side of the road, or the same words again, are no change', () => {
  const nudged = { lat: door.lat, lon: door.lon + 0.0002 }
  expect(changesSince(seen, seenOf('a1', { ...call, place: { text: ' dekat pasar', pin: nudged } }))).toEqual(
    [],
  )
})

test('a first pin is told, and one that is taken away leaves what was said', () => {
  const without = { ...call, place: { text: 'dekat pasar' } }
  expect(changesSince(seenOf('a1', without), seen)).toEqual([
    { what: 'place', from: 'dekat pasar', to: 'dekat pasar', metres: 0 },
  ])
  expect(changesSince(seen, seenOf('a1', without))).toEqual([])
})

test('another job is no change of the one before', () => {
  expect(changesSince(nothingSeen, seen)).toEqual([])
  expect(changesSince(seen, { ...seen, assignment: 'a2', place: 'Melaya' })).toEqual([])
})
