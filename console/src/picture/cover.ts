import type { Entry } from '../outbox/entry'
import type { Cover, Unit } from '../wire/message'
import { type Picture, unitsInUse } from './picture'

export type Village = Cover['villages'][number]
export type MoveAdvice = Cover['advice'][number]

// Within how long the first ambulance would be there. Each has a colour and a word.
export const bands = ['8', '15', '30', 'beyond', 'nobody'] as const
export type Band = (typeof bands)[number]

export function bandOf(seconds: number | undefined): Band {
  if (seconds === undefined) return 'nobody'
  const minutes = seconds / 60
  if (minutes <= 8) return '8'
  if (minutes <= 15) return '15'
  return minutes <= 30 ? '30' : 'beyond'
}

export interface Reached {
  readonly village: Village
  readonly seconds: number | undefined
  readonly band: Band
  // If that unit goes: by a minute or more.
  readonly isLater: boolean
}

// As it is now, or as it would be without this unit.
export function reachedBy(cover: Cover, without: string | undefined): readonly Reached[] {
  return cover.villages.map((village) => {
    const isFirst = without !== undefined && village.first?.unit === without
    const seconds = (isFirst ? village.second : village.first)?.eta_s
    const later = isFirst ? (seconds ?? Number.POSITIVE_INFINITY) - (village.first?.eta_s ?? 0) : 0
    return { village, seconds, band: bandOf(seconds), isLater: later >= 60 }
  })
}

// What the villages wait if it goes; nothing of a unit that is not free, or no ambulance.
export function priceOf(cover: Cover | undefined, unit: string): Cover['prices'][number] | undefined {
  return cover?.prices.find((price) => price.unit === unit)
}

export function postName(cover: Cover, id: string): string {
  return cover.posts.find((post) => post.id === id)?.name ?? id
}

export type MoveState = NonNullable<Unit['move_up']>['state']

// With the press that still waits to be sent; nothing: it is not to wait elsewhere.
export function moveStateOf(unit: Unit, entries: readonly Entry[]): MoveState | undefined {
  const { move_up: move } = unit
  if (!move) return undefined
  const pressed = entries.findLast(
    ({ command, refused }) =>
      !refused &&
      command.type === 'unit.answer_move' &&
      command.unit === unit.id &&
      command.post === move.post.id,
  )
  if (pressed?.command.type !== 'unit.answer_move') return move.state
  return pressed.command.answer === 'called_off' ? undefined : pressed.command.answer
}

// Those that wait, or are to wait, elsewhere than at their station; and those that cannot.
export function movedUnits(picture: Picture): readonly Unit[] {
  return unitsInUse(picture.units)
    .filter((unit) => unit.move_up !== undefined)
    .sort((a, b) => a.id.localeCompare(b.id))
}

// Those that somebody may tell where to wait.
export function movableUnits(picture: Picture): readonly Unit[] {
  return unitsInUse(picture.units)
    .filter(({ availability: { state, reason } }) => state === 'available' || reason === 'about_to_clear')
    .sort((a, b) => a.id.localeCompare(b.id))
}

// What is told already, and was not refused, is not offered again.
export function isBeingMoved(entries: readonly Entry[], { unit, to }: MoveAdvice): boolean {
  return entries.some(
    ({ command, refused }) =>
      !refused && command.type === 'unit.move_up' && command.unit === unit && command.post === to,
  )
}
