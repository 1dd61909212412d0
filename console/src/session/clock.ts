// The server's clock as this device reckons it: what the server said, and when that was heard. In a trial it runs
// `speed` times as fast as the device's.
export interface Clock {
  readonly server: number
  readonly device: number
  readonly speed: number
}

export const ownClock: Clock = { server: 0, device: 0, speed: 1 }

// The device's time, as the server would write it.
export function corrected(clock: Clock, device: number): number {
  return Math.max(0, Math.round(clock.server + (device - clock.device) * clock.speed))
}

const mostHeard = 8
// A link that was silent for longer is dead and gives no answer.
const longestWay = 20_000

// What the server said lately. An answer that says something quite different was not long on its way: a clock has been
// set, and what was heard before is not worth anything.
export function withHeard(heard: readonly Clock[], told: Clock): readonly Clock[] {
  const before = latest(heard, told.device)
  const isOther =
    before === undefined || corrected(before, told.device) - told.server > longestWay * told.speed
  return isOther ? [told] : [...heard.slice(1 - mostHeard), told]
}

// A message can only come late, so whoever says it is latest is nearest to the truth.
export function latest(heard: readonly Clock[], device: number): Clock | undefined {
  const [first, ...rest] = heard
  return rest.reduce(
    (best, one) => (best && corrected(best, device) > corrected(one, device) ? best : one),
    first,
  )
}
