import { freshness } from '../../picture/last-fixes'
import { isOver } from '../../picture/life'
import { type Group, groupOf } from '../../picture/order'
import { type Picture, unitsInUse } from '../../picture/picture'
import type { Alarm, Estimates, Incident, Unit } from '../../wire/message'

export interface Figures {
  readonly incidents: Readonly<Record<Group, number>>
  readonly units: Readonly<Record<Unit['availability']['state'], number>>
  readonly overdue: readonly Overdue[]
  // On duty, and nobody knows where.
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

export interface Overdue {
  readonly incident: Incident
  readonly alarm: Alarm
}

export function figuresOf(picture: Picture, now: number): Figures {
  const incidents = { waiting: 0, running: 0, scheduled: 0, over: 0 }
  for (const incident of picture.incidents.values()) incidents[groupOf(incident.state)]++
  const units = { available: 0, conditional: 0, not_available: 0 }
  const inUse = unitsInUse(picture.units)
  for (const unit of inUse) units[unit.availability.state]++
  const lost = inUse.filter((unit) => {
    const seen = picture.fixes.get(unit.id)
    return unit.duty.state === 'on' && (!seen || freshness(now - seen.fix.at) === 'old')
  })
  return { incidents, units, overdue: overdueOf(picture), lost, estimates: hitsOf(picture.estimates) }
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

function overdueOf(picture: Picture): readonly Overdue[] {
  return [...picture.incidents.values()]
    .flatMap((incident) => {
      const alarm = alarmOf(incident)
      return alarm && !isOver(incident.state) ? [{ incident, alarm }] : []
    })
    .sort((a, b) => a.alarm.since - b.alarm.since)
}

function alarmOf(incident: Incident): Alarm | undefined {
  if (incident.alarm) return incident.alarm
  const isWaiting = groupOf(incident.state) === 'waiting'
  return isWaiting && incident.overdue_at !== undefined
    ? { kind: 'unassigned', since: incident.overdue_at }
    : undefined
}
