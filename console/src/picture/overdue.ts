import type { Alarm, Incident, Late, Priority } from '../wire/message'
import { doubledOf } from './doubled'
import { freshness } from './last-fixes'
import { lateOf, lates } from './late'
import { isFinished, isOver } from './life'
import { groupOf } from './order'
import type { Picture } from './picture'

export type OverdueKind = Alarm['kind'] | Late['what'] | 'doubled'

// Something that has taken longer than it may, and is still so.
export interface Overdue {
  readonly kind: OverdueKind
  readonly since: number
  readonly incident: Incident
  readonly unit?: string
}

// Worst first: nobody on it, nobody told, nobody moving; then what keeps a unit.
const ofCalls: readonly OverdueKind[] = ['unassigned', 'declined', 'not_acknowledged', 'lacks_units']
const kinds: readonly OverdueKind[] = [...ofCalls, 'doubled', ...lates]
const priorities: readonly Priority[] = ['P0', 'P1', 'P2', 'P3', 'P4']

// All of it, worst first: by priority, then kind, then age. Of a job only the worst.
export function overdueOf(picture: Picture, now: number): readonly Overdue[] {
  const all = [...alarmsOf(picture), ...doublesOf(picture), ...latesOf(picture), ...silentOf(picture, now)]
  all.sort((a, b) => rank(a) - rank(b) || kindRank(a) - kindRank(b) || a.since - b.since)
  const seen = new Set<string>()
  return all.filter(({ incident, unit, kind }) => {
    const about = ofCalls.includes(kind) || unit === undefined ? `incident ${incident.id}` : `unit ${unit}`
    return !seen.has(about) && seen.add(about)
  })
}

const rank = ({ incident: { triage } }: Overdue) =>
  triage ? priorities.indexOf(triage.priority) : priorities.length
const kindRank = ({ kind }: Overdue) => kinds.indexOf(kind)

function alarmsOf(picture: Picture): readonly Overdue[] {
  return [...picture.incidents.values()].flatMap((incident): readonly Overdue[] => {
    const alarm = isOver(incident.state) ? undefined : alarmOf(incident)
    return alarm ? [{ ...alarm, incident }] : []
  })
}

// What the server says, or that nobody is on it for too long.
export function alarmOf({ alarm, state, overdue_at }: Incident): Alarm | undefined {
  if (alarm) return alarm
  return groupOf(state) === 'waiting' && overdue_at !== undefined
    ? { kind: 'unassigned', since: overdue_at }
    : undefined
}

function doublesOf(picture: Picture): readonly Overdue[] {
  return [...picture.incidents.values()].flatMap((incident): readonly Overdue[] => {
    const doubled = doubledOf(picture, incident)
    return doubled ? [{ kind: 'doubled', since: doubled.since, incident, unit: doubled.other.unit }] : []
  })
}

function latesOf(picture: Picture): readonly Overdue[] {
  return [...picture.assignments.values()].flatMap((job) => {
    const late = lateOf(job)
    const incident = picture.incidents.get(job.incident)
    return late && incident ? [{ kind: late.what, since: late.at, incident, unit: job.unit }] : []
  })
}

// On a job, and nobody knows where any more.
function silentOf(picture: Picture, now: number): readonly Overdue[] {
  return [...picture.assignments.values()].flatMap((job): readonly Overdue[] => {
    const seen = picture.fixes.get(job.unit)
    const incident = picture.incidents.get(job.incident)
    return incident && !isFinished(job.state) && seen && freshness(now - seen.fix.at) === 'old'
      ? [{ kind: 'silent', since: seen.fix.at, incident, unit: job.unit }]
      : []
  })
}
