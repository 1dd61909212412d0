import { beforeEach, describe, expect, test } from 'vitest'
import { Finder, type Surroundings } from './finder'
import type { Fix } from './line'

type Found = (position: GeolocationPosition) => void
type Failed = (error: GeolocationPositionError) => void

const codes = { PERMISSION_DENIED: 1, POSITION_UNAVAILABLE: 2, TIMEOUT: 3 } as const

class FakePhone implements Geolocation {
  watching: { found: Found; failed: Failed } | undefined
  asked = 0

  watchPosition(found: Found, failed?: Failed | null): number {
    this.watching = { found, failed: failed ?? (() => {}) }
    return 7
  }

  clearWatch(id: number): void {
    if (id === 7) this.watching = undefined
  }

  getCurrentPosition(): void {
    this.asked++
  }

  says(at: number, accuracy = 18): void {
    const coords = { latitude: -8.3, longitude: 114.6, accuracy } as GeolocationCoordinates
    this.watching?.found({ coords, timestamp: at } as GeolocationPosition)
  }

  fails(code: keyof typeof codes): void {
    this.watching?.failed({ ...codes, code: codes[code], message: '' })
  }
}

let phone: FakePhone
let fixes: Fix[]
let now: number
let tick = () => {}

function finder(change: Partial<Surroundings> = {}): Finder {
  const every = (_: number, action: () => void) => {
    tick = action
    return () => {
      tick = () => {}
    }
  }
  const surroundings = { geolocation: phone, isSecure: true, every, now: () => now, ...change }
  return new Finder(
    surroundings,
    (fix) => fixes.push(fix),
    () => {},
  )
}

beforeEach(() => {
  phone = new FakePhone()
  fixes = []
  now = 0
})

describe('where the phone is', () => {
  test('is not asked before its owner agrees', () => {
    expect(finder().finding).toBe('off')
    expect(phone.watching).toBeUndefined()
  })

  test('is told with every fix, with its radius and its own time', () => {
    const one = finder()
    one.start()
    expect(one.finding).toBe('searching')
    phone.says(1000.6, 40)
    phone.says(2000, 18)
    expect(one.finding).toBe('found')
    expect(fixes).toEqual([
      { lat: -8.3, lon: 114.6, accuracy_m: 40, at: 1001 },
      { lat: -8.3, lon: 114.6, accuracy_m: 18, at: 2000 },
    ])
  })

  test('is watched on when there is no fix yet', () => {
    const one = finder()
    one.start()
    phone.fails('TIMEOUT')
    expect([one.finding, one.isOn]).toEqual(['unavailable', true])
    phone.says(5)
    expect(one.finding).toBe('found')
  })

  test('is given up when the phone does not allow it, and may be tried again', () => {
    const one = finder()
    one.start()
    phone.fails('PERMISSION_DENIED')
    expect([one.finding, one.isOn, phone.watching]).toEqual(['denied', false, undefined])
    one.start()
    expect(one.finding).toBe('searching')
  })

  test('is not told any more once its owner stops', () => {
    const one = finder()
    one.start()
    const { found } = phone.watching ?? { found: () => {} }
    one.stop()
    expect(phone.watching).toBeUndefined()
    found({ coords: {}, timestamp: 9 } as GeolocationPosition)
    expect([fixes, one.finding]).toEqual([[], 'off'])
  })

  test('is asked for when the phone has been silent for twenty seconds', () => {
    finder().start()
    now = 19_999
    tick()
    expect(phone.asked).toBe(0)
    now = 20_000
    tick()
    expect(phone.asked).toBe(1)
    now = 25_000
    tick()
    expect(phone.asked).toBe(1)
  })

  test.each([
    ['insecure', { isSecure: false }],
    ['unsupported', { geolocation: undefined }],
  ])('cannot be known where the page is %s, and that stays said', (finding, change) => {
    const one = finder(change)
    one.start()
    one.stop()
    expect([one.finding, one.isOn]).toEqual([finding, false])
  })
})
