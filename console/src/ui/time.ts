import type { Translate } from '../i18n/language'

const two = (number: number) => String(number).padStart(2, '0')

// The region's wall clock, wherever the device thinks it is.
export function clockText(at: number, offsetMinutes: number): string {
  const date = new Date(at + offsetMinutes * 60_000)
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`
}

export function dayText(at: number, offsetMinutes: number): string {
  const date = new Date(at + offsetMinutes * 60_000)
  return `${two(date.getUTCDate())}/${two(date.getUTCMonth() + 1)}`
}

// Of a day that may be in another year.
export function dateText(at: number, offsetMinutes: number): string {
  return `${dayText(at, offsetMinutes)}/${new Date(at + offsetMinutes * 60_000).getUTCFullYear()}`
}

export function momentText(at: number, offsetMinutes: number, now: number): string {
  const isToday = dayText(at, offsetMinutes) === dayText(now, offsetMinutes)
  return isToday
    ? clockText(at, offsetMinutes)
    : `${dayText(at, offsetMinutes)} ${clockText(at, offsetMinutes)}`
}

export function zoneText(offsetMinutes: number): string {
  const names: Readonly<Record<number, string>> = { 420: 'WIB', 480: 'WITA', 540: 'WIT' }
  const sign = offsetMinutes < 0 ? '-' : '+'
  const size = Math.abs(offsetMinutes)
  return names[offsetMinutes] ?? `UTC${sign}${two(Math.floor(size / 60))}:${two(size % 60)}`
}

// How long ago, or how long: short enough for a label on the map.
export function spanText(milliseconds: number, t: Translate): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000))
  if (seconds < 60) return t('span.seconds', { s: seconds })
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return t('span.minutes', { m: minutes, s: two(seconds % 60) })
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return t('span.hours', { h: hours, m: two(minutes % 60) })
  return t('span.days', { d: Math.floor(hours / 24) })
}

// The minute that is meant, for what nobody knows to the second.
export function minuteText(at: number, offsetMinutes: number): string {
  return clockText(at + 30_000, offsetMinutes).slice(0, 5)
}

// "5–9 min": what 80 of 100 take.
export function rangeText(lowSeconds: number, highSeconds: number, t: Translate): string {
  return t('span.range', { low: Math.max(1, Math.floor(lowSeconds / 60)), high: Math.ceil(highSeconds / 60) })
}

// `datetime-local` speaks of a wall clock; it is the region's.
export function fromWallClock(text: string, offsetMinutes: number): number | undefined {
  const at = Date.parse(`${text}Z`)
  return Number.isNaN(at) ? undefined : at - offsetMinutes * 60_000
}

export function toWallClock(at: number, offsetMinutes: number): string {
  return new Date(at + offsetMinutes * 60_000).toISOString().slice(0, 16)
}

// The minute, and the day where it is another.
export function soonText(at: number, offsetMinutes: number, now: number): string {
  const isToday = dateText(at, offsetMinutes) === dateText(now, offsetMinutes)
  const time = clockText(at, offsetMinutes).slice(0, 5)
  return isToday ? time : `${dayText(at, offsetMinutes)} ${time}`
}

export function distanceText(metres: number, language: string): string {
  const [number, unit] = metres < 950 ? [Math.round(metres / 10) * 10, 'm'] : [metres / 1000, 'km']
  return `${number.toLocaleString(language, { maximumFractionDigits: number < 10 ? 1 : 0 })} ${unit}`
}

// How far off something may be: two digits are all that anybody knows of it.
export function metresText(metres: number, language: string): string {
  if (metres >= 950)
    return `± ${(metres / 1000).toLocaleString(language, { maximumSignificantDigits: 2 })} km`
  return `± ${Number(metres.toPrecision(2))} m`
}
