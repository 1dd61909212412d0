import type { Picture } from '../picture/picture'
import { decode } from '../wire/decode'
import type { ServerMessage, Snapshot, Welcome } from '../wire/message'
import type { Clock } from './clock'

// The last picture, kept on the device as the messages that would make it, so that it comes back through the same
// door as everything else and an older shape is not believed.
export interface Kept {
  readonly welcome: Welcome
  readonly snapshot: Snapshot
  readonly clock: Clock
}

const nameOf = (slot: string) => `siaga.kept.${slot}`

export function keep(storage: Storage, slot: string, kept: Kept): void {
  try {
    storage.setItem(nameOf(slot), JSON.stringify(kept))
  } catch {
    // Too large a picture for this device: after a reload without the server there is none, and the page says so.
    storage.removeItem(nameOf(slot))
  }
}

export function forget(storage: Storage, slot: string): void {
  storage.removeItem(nameOf(slot))
}

export function recall(storage: Storage, slot: string): Kept | undefined {
  try {
    const { welcome, snapshot, clock } = JSON.parse(storage.getItem(nameOf(slot)) ?? '{}')
    const first = message(welcome)
    const second = message(snapshot)
    if (first?.type !== 'welcome' || second?.type !== 'snapshot' || !isClock(clock)) return undefined
    return { welcome: first, snapshot: second, clock }
  } catch {
    return undefined
  }
}

export function asSnapshot(picture: Picture, topic: string, at: number): Snapshot | undefined {
  if (!picture.position) return undefined
  const units = [...picture.units.values()].map((unit) => {
    const fix = picture.fixes.get(unit.id)?.fix
    return fix ? { ...unit, fix } : unit
  })
  return {
    type: 'snapshot',
    topic,
    position: picture.position,
    at,
    picture: {
      incidents: [...picture.incidents.values()],
      assignments: [...picture.assignments.values()],
      units,
      closures: [...picture.closures.values()],
      facilities: [...picture.facilities.values()],
    },
  }
}

function message(value: unknown): ServerMessage | undefined {
  const decoded = decode(JSON.stringify(value))
  return decoded.ok ? decoded.message : undefined
}

function isClock(clock: Partial<Clock> | undefined): clock is Clock {
  return [clock?.server, clock?.device, clock?.speed].every(Number.isFinite)
}
