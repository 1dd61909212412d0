import { beforeEach, expect, test } from 'vitest'
import { OwnTime } from './own-time'

let wall: number
let run: number
let own: OwnTime

const pass = (milliseconds: number) => {
  wall += milliseconds
  run += milliseconds
}

beforeEach(() => {
  wall = 1_000_000
  run = 0
  own = new OwnTime(
    () => wall,
    () => run,
  )
})

test('goes with the clock while nobody sets it', () => {
  pass(5000)
  expect([own.now(), own.jumps]).toEqual([1_005_000, 0])
})

test('goes on where it was when the clock is set back, and after that at the same pace', () => {
  pass(5000)
  wall -= 7_200_000
  expect([own.now(), own.jumps]).toEqual([1_005_000, 1])
  pass(1000)
  expect([own.now(), own.jumps]).toEqual([1_006_000, 1])
})

test('counts the hours that the device slept', () => {
  wall += 3_600_000
  expect([own.now(), own.jumps]).toEqual([4_600_000, 1])
})

test('does not take for a jump what lies between two readings', () => {
  wall += 20
  own.now()
  wall -= 40
  expect([own.now(), own.jumps]).toEqual([1_000_000, 0])
})
