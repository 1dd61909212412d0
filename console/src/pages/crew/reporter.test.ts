import { beforeEach, describe, expect, test } from 'vitest'
import { OwnTime } from '../../session/own-time'
import { fixOf, Reporter, sightingOf } from './reporter'

let wall: number
let run: number
let own: OwnTime
let reporter: Reporter

function positionAt(timestamp: number, speed: number | null = 12): GeolocationPosition {
  const coords = { latitude: -8.3571, longitude: 114.6205, accuracy: 8, speed, heading: null }
  const rest = { altitude: null, altitudeAccuracy: null }
  return {
    coords: { ...coords, ...rest, toJSON: () => ({}) },
    timestamp,
    toJSON: () => ({}),
  }
}

// A second on the road, and the times of the places that were sent in it.
function second(stamp = () => wall): readonly number[] {
  wall += 1000
  run += 1000
  reporter.found(sightingOf(positionAt(stamp()), own.now(), wall))
  const place = reporter.due()
  if (place) reporter.wasSent(place)
  return place ? [place.at] : []
}

beforeEach(() => {
  wall = 10_000_000
  run = 0
  own = new OwnTime(
    () => wall,
    () => run,
  )
  reporter = new Reporter()
})

describe('on the road', () => {
  test('a place is sent every second, the clock set back or forward or not', () => {
    const sent = [second(), second()]
    wall -= 7_200_000
    sent.push(second(), second())
    wall += 7_200_000
    sent.push(second(), second())
    expect(sent.flat()).toHaveLength(6)
    expect([...sent.flat()].sort((a, b) => a - b)).toEqual(sent.flat())
  })

  test('a place that was stamped by satellites two hours from the wall is as old as when it was heard', () => {
    expect(second(() => wall - 7_200_000)).toEqual([own.now()])
    expect(second(() => wall + 7_200_000)).toEqual([own.now()])
  })

  test('a place that took a moment to come is that much older', () => {
    expect(second(() => wall - 400)).toEqual([own.now() - 400])
  })
})

test('the same place is not sent twice', () => {
  second()
  expect(reporter.due()).toBeUndefined()
})

test('a quiet receiver is asked, and not again at once', () => {
  expect(reporter.asks(own.now())).toBe(true)
  expect(reporter.asks(own.now() + 500)).toBe(false)
  reporter.found(sightingOf(positionAt(wall), own.now(), wall))
  expect(reporter.asks(own.now() + 4000)).toBe(false)
  expect(reporter.asks(own.now() + 5000)).toBe(true)
})

test('a fix says what the receiver knew, at the server’s time', () => {
  expect(fixOf(sightingOf(positionAt(wall), own.now(), wall), 'AMB-01', 77)).toEqual({
    unit: 'AMB-01',
    lat: -8.3571,
    lon: 114.6205,
    at: 77,
    accuracy_m: 8,
    speed_mps: 12,
    source: 'browser',
  })
})
