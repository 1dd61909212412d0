// The server's clock as this device reckons it. In a trial it runs `speed` times as fast as the device's.
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
