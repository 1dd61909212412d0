import type { Option, Unit } from '../wire/message'
import { type Picture, unitsInUse } from './picture'

// As a desk thinks of units: who can go, who soon can, who is busy, who is not there.
export const unitGroups = ['free', 'soon', 'busy', 'off'] as const
export type UnitGroup = (typeof unitGroups)[number]

const groups: Readonly<Record<Unit['availability']['reason'], UnitGroup>> = {
  free: 'free',
  about_to_clear: 'soon',
  divertible: 'soon',
  assigned: 'busy',
  off_duty: 'off',
  out_of_service: 'off',
}

export const groupOfUnit = (unit: Unit): UnitGroup => groups[unit.availability.reason]

// Those on the region's list whose name, callsign or station has all the words.
export function unitsNamed({ units }: Pick<Picture, 'units'>, typed: string): readonly Unit[] {
  const words = typed.toLowerCase().split(/\s+/)
  return unitsInUse(units).filter(({ id, callsign, station }) => {
    const text = `${id} ${callsign} ${station.name}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

// Those in the groups' order; within one whoever is there first of those that were reckoned with, then by name.
export function unitsByGroup(
  picture: Pick<Picture, 'units'>,
  typed: string,
  reckoned: readonly Option[],
): readonly Unit[] {
  const arrival = new Map(reckoned.map(({ unit, eta_s }) => [unit, eta_s]))
  const arrivalOf = ({ id }: Unit) => arrival.get(id) ?? Number.POSITIVE_INFINITY
  const rank = (unit: Unit) => unitGroups.indexOf(groupOfUnit(unit))
  return [...unitsNamed(picture, typed)].sort(
    (a, b) => rank(a) - rank(b) || compare(arrivalOf(a), arrivalOf(b)) || a.id.localeCompare(b.id),
  )
}

const compare = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1)
