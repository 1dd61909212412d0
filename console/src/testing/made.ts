import { emptyPicture, next, type Picture } from '../picture/picture'
import type {
  Ack,
  Assignment,
  AssignmentState,
  CallHint,
  Closure,
  Events,
  Facility,
  Fix,
  FoundPatient,
  Incident,
  MapFrame,
  Option,
  PastCall,
  Refused,
  Right,
  Role,
  Snapshot,
  Unit,
  Welcome,
  Picture as WirePicture,
} from '../wire/message'

const rights: Readonly<Partial<Record<Role, Right[]>>> = {
  operator: [
    'ask_advice',
    'ask_calls',
    'ask_closures',
    'ask_notes',
    'ask_places',
    'ask_ways',
    'change_facilities',
    'close_roads',
    'end_incidents',
    'say_outcomes',
    'see_board',
    'see_map',
    'send_units',
    'set_duty',
    'step_jobs',
    'take_calls',
  ],
  crew: [
    'ask_notes',
    'ask_ways',
    'report_positions',
    'say_outcomes',
    'see_own_jobs',
    'set_duty',
    'step_jobs',
  ],
  supervisor: ['ask_closures', 'say_outcomes', 'see_board', 'see_map'],
  hospital: ['change_facilities', 'expect_patients', 'see_facility'],
}

// Small ones of everything on the wire, with what matters to a test on top.
export function welcome(role: Role = 'operator', change: Partial<Welcome> = {}): Welcome {
  return {
    type: 'welcome',
    name: 'Ayu',
    role,
    rights: rights[role] ?? [],
    units: role === 'crew' ? ['AMB-01'] : [],
    ...(role === 'hospital' && { facility: 'RS-NEGARA' }),
    region: {
      name: 'jembrana',
      title: 'Kabupaten Jembrana',
      prefix: 'JBR',
      utc_offset_minutes: 480,
      roads: 'ready',
      map: { lat: -8.3, lon: 114.7, zoom: 10 },
    },
    server_time: 1_000_000,
    version: '1.2.3',
    clock_speed: 1,
    store: { state: 'up', since: 0 },
    conditions: [],
    ...change,
  }
}

export function incident(id: string, change: Partial<Incident> = {}): Incident {
  return {
    id,
    v: 1,
    number: `JBR-1122-${id}`,
    state: 'pending',
    place: { text: 'belakang pasar', pin: { lat: -8.3, lon: 114.6 } },
    caller: {},
    triage: { priority: 'P2', needs: 'ambulance' },
    received_at: 1000,
    notes: [],
    assignments: [],
    proposals: [],
    ...change,
  }
}

export function option(unit: string, change: Partial<Option> = {}): Option {
  return {
    unit,
    eta_s: 300,
    turnout_s: 60,
    travel_s: 240,
    low_s: 200,
    high_s: 400,
    distance_m: 2000,
    reasons: [],
    ...change,
  }
}

export function hint(id: string, change: Partial<CallHint> = {}): CallHint {
  return {
    incident: id,
    number: `JBR-1122-${id}`,
    state: 'pending',
    received_at: 1000,
    score: 0.8,
    likely: true,
    reasons: ['same_number'],
    ...change,
  }
}

export function pastCall(id: string, change: Partial<PastCall> = {}): PastCall {
  return {
    incident: id,
    number: `JBR-0917-${id}`,
    received_at: 1000,
    text: 'gerbang biru',
    pin: { lat: -8.35, lon: 114.62 },
    uncertainty_m: 150,
    ended: 'closed',
    ...change,
  }
}

export function foundPatient(change: Partial<FoundPatient> = {}): FoundPatient {
  return {
    name: 'Ketut Sudana',
    nik_last4: '0001',
    phone: '08123456789',
    address: 'Br. Tengah',
    at: { lat: -8.357, lon: 114.615 },
    note: 'oksigen di rumah',
    facility: 'Puskesmas I Negara',
    why: ['number'],
    ...change,
  }
}

export function assignment(id: string, state: AssignmentState, change: Partial<Assignment> = {}): Assignment {
  return {
    id,
    v: 1,
    incident: 'i1',
    unit: 'AMB-01',
    state,
    opened_at: 2000,
    by: 'operator Ayu',
    times: [{ state, at: 2000, recorded: 2000 }],
    ...change,
  }
}

export function unit(id: string, change: Partial<Unit> = {}): Unit {
  return {
    id,
    v: 1,
    kind: 'ambulance',
    callsign: `Ambulans ${id}`,
    station: { name: 'Puskesmas', lat: -8.3, lon: 114.6 },
    duty: { state: 'on', since: 0 },
    availability: { state: 'available', reason: 'free' },
    crew: [],
    ...change,
  }
}

export function facility(id: string, change: Partial<Facility> = {}): Facility {
  return {
    id,
    v: 1,
    name: 'RSU Negara',
    kind: 'hospital',
    where: { lat: -8.354, lon: 114.622 },
    capabilities: [],
    beds: [],
    ...change,
  }
}

export function closure(id: string, change: Partial<Closure> = {}): Closure {
  return {
    id,
    v: 1,
    points: [{ lat: -8.3561, lon: 114.6172 }],
    reason: 'jembatan rusak',
    closed_at: 2000,
    by: 'operator Ayu',
    until: 9_000_000,
    ...change,
  }
}

export function fix(id: string, at: number, change: Partial<Fix> = {}): Fix {
  return { unit: id, lat: -8.3, lon: 114.6, at, ...change }
}

const nothing: WirePicture = { incidents: [], assignments: [], units: [] }

export function snapshot(
  n: number,
  picture: Partial<WirePicture> = {},
  topic = 'board',
  log = 'a',
): Snapshot {
  return {
    type: 'snapshot',
    topic,
    position: { log, n },
    at: 1_000_000,
    picture: { ...nothing, ...picture },
  }
}

export function events(n: number, changed: Partial<WirePicture> = {}, topic = 'board', log = 'a'): Events {
  return { type: 'events', topic, position: { log, n }, events: [], changed: { ...nothing, ...changed } }
}

export function frame(fixes: Fix[], change: Partial<MapFrame> = {}): MapFrame {
  return { type: 'fixes', topic: 'map/9/1/1', at: 1_000_000, whole: false, fixes, gone: [], ...change }
}

export function ack(id: string, n = 1): Ack {
  return { type: 'ack', id, position: { log: 'a', n } }
}

export function refused(code: Refused['code'], id?: string): Refused {
  return { type: 'refused', code, message: code, ...(id !== undefined && { id }) }
}

export function picture(parts: Partial<WirePicture>): Picture {
  return next(emptyPicture, snapshot(1, parts))
}
