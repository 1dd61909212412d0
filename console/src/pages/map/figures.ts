import { freshness } from '../../picture/last-fixes'
import { type Group, groupOf } from '../../picture/order'
import { type Picture, unitsInUse } from '../../picture/picture'
import type { Estimates, Unit } from '../../wire/message'

export interface Figures {
  readonly incidents: Readonly<Record<Group, number>>
  readonly units: Readonly<Record<Unit['availability']['state'], number>>
  // On duty without a job, and nobody knows where.
  readonly lost: readonly Unit[]
  // Nothing is said of arrival times before there are arrivals.
  readonly estimates: Hits | undefined
}

export interface Hits {
  readonly arrivals: number
  readonly within: number
  readonly percent: number
  readonly measured: { readonly low: string; readonly high: string } | undefined
}

export function figuresOf(picture: Picture, now: number): Figures {
  const incidents = { waiting: 0, running: 0, scheduled: 0, over: 0 }
  for (const incident of picture.incidents.values()) incidents[groupOf(incident.state)]++
  const units = { available: 0, conditional: 0, not_available: 0 }
  const inUse = unitsInUse(picture.units)
  for (const unit of inUse) units[unit.availability.state]++
  const lost = inUse.filter((unit) => {
    const seen = picture.fixes.get(unit.id)
    return (
      unit.duty.state === 'on' &&
      unit.assignment === undefined &&
      (!seen || freshness(now - seen.fix.at) === 'old')
    )
  })
  return { incidents, units, lost, estimates: hitsOf(picture.estimates) }
}

function hitsOf(estimates: Estimates | undefined): Hits | undefined {
  if (!estimates || estimates.arrivals === 0) return undefined
  const { arrivals, within, low, high, measured } = estimates
  return {
    arrivals,
    within,
    percent: Math.round((100 * within) / arrivals),
    measured: measured ? { low: low.toFixed(2), high: high.toFixed(2) } : undefined,
  }
}
