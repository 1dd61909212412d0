import type {
  Arrivals,
  Assignment,
  Closure,
  Condition,
  Cover,
  Estimates,
  Facility,
  FacilityFrame,
  Hospitals,
  Incident,
  MapFrame,
  Note,
  Notice,
  Plan,
  Position,
  Recommendation,
  Route,
  ServerMessage,
  StoreState,
  Unit,
  Picture as WirePicture,
} from '../wire/message'
import { later } from '../wire/position'
import { fixesFromFrame, fixesFromUnits, type LastFixes, noFixes } from './last-fixes'

export type Arrival = Arrivals['arrivals'][number]

// Everything that the server has told. Replaced, never changed, so that views compare by identity.
export interface Picture {
  readonly incidents: ReadonlyMap<string, Incident>
  readonly assignments: ReadonlyMap<string, Assignment>
  readonly units: ReadonlyMap<string, Unit>
  readonly closures: ReadonlyMap<string, Closure>
  readonly facilities: ReadonlyMap<string, Facility>
  readonly ownFacility: FacilityFrame | undefined // of who works at one, with who comes there
  readonly fixes: LastFixes
  readonly counts: ReadonlyMap<string, NonNullable<MapFrame['counts']>>
  readonly recommendations: ReadonlyMap<string, Recommendation>
  readonly plan: Plan | undefined // who goes where; none before it was told
  readonly cover: Cover | undefined // how people are covered; none before it was told
  readonly arrivals: ReadonlyMap<string, Arrival> // by assignment
  readonly estimates: Estimates | undefined // none while no arrival was measured
  readonly routes: ReadonlyMap<string, Route> // by assignment
  readonly hospitals: ReadonlyMap<string, Hospitals> // by incident
  readonly allNotes: ReadonlyMap<string, readonly Note[]> // by incident, as they were when somebody asked
  readonly store: StoreState | undefined
  readonly notice: Notice | undefined
  readonly conditions: readonly Condition[]
  readonly position: Position | undefined
}

// Those on the region's list. What is retired is only remembered, for the calls it had.
export function unitsInUse(units: Picture['units']): readonly Unit[] {
  return [...units.values()].filter((unit) => unit.duty.state !== 'retired')
}

// Those on the region's list: hospitals, then the others, by name.
export function facilitiesInUse(facilities: Picture['facilities']): readonly Facility[] {
  const listed = [...facilities.values()].filter((one) => one.retired_at === undefined)
  const place = ({ kind, name }: Facility) => `${kind === 'hospital' ? 0 : 1} ${name}`
  return listed.sort((a, b) => place(a).localeCompare(place(b)))
}

export const emptyPicture: Picture = {
  incidents: new Map(),
  assignments: new Map(),
  units: new Map(),
  closures: new Map(),
  facilities: new Map(),
  ownFacility: undefined,
  fixes: noFixes,
  counts: new Map(),
  recommendations: new Map(),
  plan: undefined,
  cover: undefined,
  arrivals: new Map(),
  estimates: undefined,
  routes: new Map(),
  hospitals: new Map(),
  allNotes: new Map(),
  store: undefined,
  notice: undefined,
  conditions: [],
  position: undefined,
}

export function next(picture: Picture, message: ServerMessage): Picture {
  switch (message.type) {
    case 'welcome':
      return { ...picture, store: message.store, notice: undefined, conditions: message.conditions }
    case 'snapshot':
      return withSnapshot(picture, message.picture, message.position)
    case 'events':
      return withChanges(picture, message.changed, message.position)
    case 'fixes':
      return withFrame(picture, message)
    case 'recommendation':
      return { ...picture, recommendations: new Map(picture.recommendations).set(message.incident, message) }
    case 'plan':
      return { ...picture, plan: message }
    case 'cover':
      return { ...picture, cover: message }
    case 'arrivals':
      return { ...picture, arrivals: withArrivals(picture.arrivals, message.arrivals) }
    case 'facility':
      return { ...picture, ownFacility: message }
    case 'estimates':
      return { ...picture, estimates: message }
    case 'route':
      return { ...picture, routes: new Map(picture.routes).set(message.assignment, message) }
    case 'hospitals':
      return { ...picture, hospitals: new Map(picture.hospitals).set(message.incident, message) }
    case 'notes':
      return { ...picture, allNotes: new Map(picture.allNotes).set(message.incident, message.notes) }
    case 'notice':
      return withNotice(picture, message)
    case 'conditions':
      return { ...picture, conditions: message.conditions }
    case 'ack':
    case 'call_hints':
    case 'candidates':
    case 'closed_roads':
    case 'described':
    case 'pong':
    case 'refused':
      return picture
    default:
      return unhandled(message)
  }
}

function withArrivals(before: Picture['arrivals'], told: readonly Arrival[]): Picture['arrivals'] {
  const arrivals = new Map(before)
  for (const arrival of told) arrivals.set(arrival.assignment, arrival)
  return arrivals
}

// The tile is no longer looked at: its counts would stand still.
export function withoutTile(picture: Picture, topic: string): Picture {
  if (!picture.counts.has(topic)) return picture
  const counts = new Map(picture.counts)
  counts.delete(topic)
  return { ...picture, counts }
}

function withSnapshot(picture: Picture, whole: WirePicture, position: Position): Picture {
  const incidents = byId(whole.incidents)
  return {
    ...picture,
    incidents,
    assignments: byId(whole.assignments),
    units: byId(whole.units),
    closures: byId(whole.closures ?? []),
    facilities: byId(whole.facilities ?? []),
    fixes: fixesFromUnits(picture.fixes, whole.units),
    recommendations: new Map([...picture.recommendations].filter(([incident]) => incidents.has(incident))),
    plan: undefined, // told anew after the snapshot, as arrivals are
    cover: undefined,
    arrivals: new Map(),
    position,
  }
}

function withChanges(picture: Picture, changed: WirePicture, position: Position): Picture {
  const gone = changed.gone ?? []
  return {
    ...picture,
    incidents: merged(picture.incidents, changed.incidents, gone),
    assignments: merged(picture.assignments, changed.assignments, gone),
    units: merged(picture.units, changed.units, []),
    closures: merged(picture.closures, changed.closures ?? [], gone),
    facilities: merged(picture.facilities, changed.facilities ?? [], []),
    fixes: fixesFromUnits(picture.fixes, changed.units),
    recommendations: without(picture.recommendations, gone),
    arrivals: without(picture.arrivals, gone),
    routes: without(picture.routes, gone),
    hospitals: without(picture.hospitals, gone),
    allNotes: without(picture.allNotes, gone),
    position: later(picture.position, position),
  }
}

function withFrame(picture: Picture, frame: MapFrame): Picture {
  const fixes = fixesFromFrame(picture.fixes, frame)
  if (!frame.counts) return { ...withoutTile(picture, frame.topic), fixes }
  return { ...picture, fixes, counts: new Map(picture.counts).set(frame.topic, frame.counts) }
}

function withNotice(picture: Picture, notice: Notice): Picture {
  switch (notice.code) {
    case 'store_away':
      return { ...picture, store: { state: 'away', since: notice.since } }
    case 'store_back':
      return { ...picture, store: { state: 'up', since: notice.since } }
    case 'stopping':
    case 'clock_set':
      return { ...picture, notice }
    default:
      return unhandled(notice.code)
  }
}

interface Entity {
  readonly id: string
  readonly v: number
}

function byId<T extends Entity>(entities: readonly T[]): Map<string, T> {
  return new Map(entities.map((entity) => [entity.id, entity]))
}

// An equal version may carry newer derived fields (an incident's state follows its assignments), a lower one is a
// repeat from before our snapshot.
function merged<T extends Entity>(
  known: ReadonlyMap<string, T>,
  changed: readonly T[],
  gone: readonly string[],
): ReadonlyMap<string, T> {
  if (changed.length === 0 && !gone.some((id) => known.has(id))) return known
  const result = new Map(known)
  for (const entity of changed) {
    const ours = result.get(entity.id)
    if (!ours || entity.v >= ours.v) result.set(entity.id, entity)
  }
  for (const id of gone) result.delete(id)
  return result
}

function without<T>(known: ReadonlyMap<string, T>, gone: readonly string[]): ReadonlyMap<string, T> {
  if (!gone.some((id) => known.has(id))) return known
  return new Map([...known].filter(([id]) => !gone.includes(id)))
}

// A message without a case above does not compile.
function unhandled(message: never): never {
  throw new Error(`unhandled ${JSON.stringify(message)}`)
}
