// Generated from ws/protocol/siaga.v1.schema.json by `npm run generate`. Do not edit.

export type SiagaV1 = ClientMessage | ServerMessage
export type ClientMessage =
  | Hello
  | Subscribe
  | Unsubscribe
  | Recommend
  | Locate
  | Describe
  | CheckCall
  | AskRoute
  | AskHospitals
  | AskClosure
  | Fixes
  | Ping
  | Command
export type Id = string
export type Text = string
/**
 * of labels and reasons; Indonesian if not said
 */
export type Language = 'id' | 'en'
export type Word = string
/**
 * milliseconds since 1970-01-01 UTC
 */
export type Millis = number
/**
 * @minItems 1
 * @maxItems 20
 */
export type ClosurePoints = Pin[]
export type Command =
  | IncidentReceive
  | IncidentLocate
  | IncidentTriage
  | IncidentNote
  | IncidentEnd
  | IncidentReopen
  | AssignmentDispatch
  | AssignmentReassign
  | AssignmentStep
  | UnitDuty
  | IncidentProposePlace
  | IncidentLink
  | IncidentUnlink
  | RoadClose
  | RoadExtend
  | RoadOpen
export type Priority = 'P0' | 'P1' | 'P2' | 'P3' | 'P4'
export type Needs = 'ambulance' | 'home_care' | 'either'
export type EndingKind = 'cancelled' | 'hoax' | 'referred' | 'merged'
export type AssignmentState =
  | 'reserved'
  | 'notified'
  | 'delivered'
  | 'acknowledged'
  | 'en_route'
  | 'on_scene'
  | 'at_patient'
  | 'left_scene'
  | 'at_destination'
  | 'handed_over'
  | 'cleared'
  | 'declined'
  | 'timed_out'
  | 'diverted'
  | 'stood_down'
export type DutyState = 'off' | 'on' | 'out_of_service'
export type ServerMessage =
  | Welcome
  | Ack
  | Refused
  | Snapshot
  | Events
  | MapFrame
  | Recommendation
  | Arrivals
  | Estimates
  | Route
  | Hospitals
  | ClosedRoads
  | Candidates
  | Described
  | CallHints
  | Notice
  | Pong
export type Role =
  | 'operator'
  | 'crew'
  | 'supervisor'
  | 'puskesmas_staff'
  | 'clinician'
  | 'hospital'
  | 'administrator'
  | 'integration'
/**
 * what somebody may do or see here; a role is a name for some of these
 */
export type Right =
  | 'take_calls'
  | 'end_incidents'
  | 'send_units'
  | 'step_jobs'
  | 'set_duty'
  | 'close_roads'
  | 'see_board'
  | 'see_map'
  | 'see_own_jobs'
  | 'ask_advice'
  | 'ask_places'
  | 'ask_calls'
  | 'ask_ways'
  | 'ask_closures'
  | 'report_positions'
export type IncidentState =
  | 'received'
  | 'located'
  | 'triaged'
  | 'pending'
  | 'scheduled'
  | 'due'
  | 'assigned'
  | 'responding'
  | 'on_scene'
  | 'transporting'
  | 'at_destination'
  | 'closed'
  | 'merged'
  | 'cancelled'
  | 'referred'
  | 'hoax'
export type UnitKind = 'ambulance' | 'home_care' | 'motorcycle'

export interface Hello {
  type: 'hello'
  token: string
  /**
   * a tablet that sends its commands one at a time: its last answer is kept however long it was away
   */
  device?: string
}
export interface Subscribe {
  type: 'subscribe'
  topic: string
  after?: Position
}
/**
 * the last log position seen: what followed is sent, or a fresh snapshot
 */
export interface Position {
  log: string
  n: number
}
export interface Unsubscribe {
  type: 'unsubscribe'
  topic: string
}
export interface Recommend {
  type: 'recommend'
  incident: Id
}
/**
 * Read a place out of what was typed. `near` is what the operator looks at; `typing` asks for suggestions only.
 */
export interface Locate {
  type: 'locate'
  query: Id
  text: Text
  near?: Pin
  typing?: boolean
  language?: Language
}
export interface Pin {
  lat: number
  lon: number
}
/**
 * Say in words where this is.
 */
export interface Describe {
  type: 'describe'
  query: Id
  at: Pin
  language?: Language
}
/**
 * What is known of this call: which incidents may it belong to, what else did the number call for, which patient may it be? `incident`: what it is already; the caller's name may be an identity number.
 */
export interface CheckCall {
  type: 'check_call'
  query: Id
  incident?: Id
  place?: Place
  caller?: Caller
  complaint?: Text
}
/**
 * What was said, the pin, how far the pin may be off, and who stands for it: separate facts, never rewritten from one another.
 */
export interface Place {
  text: Text
  pin?: Pin
  /**
   * the radius that holds the truth in 90 of 100 cases
   */
  uncertainty_m?: number
  source?: Word
  /**
   * the person who set the pin; the server says so, what a command says of it is not taken
   */
  confirmed_by?: string
  confirmed_at?: Millis
}
export interface Caller {
  phone?: Word
  name?: Word
}
/**
 * The way of a unit to its incident: a crew for its own job, desks for any.
 */
export interface AskRoute {
  type: 'ask_route'
  query: Id
  assignment: Id
}
/**
 * Where a patient can be taken from an incident, the soonest reached first.
 */
export interface AskHospitals {
  type: 'ask_hospitals'
  query: Id
  incident: Id
}
/**
 * Which roads a closure by these points closes or would close.
 */
export interface AskClosure {
  type: 'ask_closure'
  query: Id
  points: ClosurePoints
}
export interface Fixes {
  type: 'fixes'
  /**
   * @maxItems 500
   */
  fixes: Fix[]
}
/**
 * Where a unit was, at a time of its own device's clock.
 */
export interface Fix {
  unit: Id
  lat: number
  lon: number
  at: Millis
  accuracy_m?: number
  speed_mps?: number
  heading_deg?: number
  source?: Word
  /**
   * said by the server: its device's clock is wrong, so `at` is when it arrived
   */
  clock_is_wrong?: boolean
}
/**
 * Are you there? For clients that cannot see the WebSocket's own pings, as browsers cannot.
 */
export interface Ping {
  type: 'ping'
}
/**
 * A call comes in. The command's id becomes the incident's id.
 */
export interface IncidentReceive {
  type: 'incident.receive'
  id: Id
  at?: Millis
  place?: Place
  caller?: Caller
  triage?: Triage
  scheduled_at?: Millis
}
export interface Triage {
  priority: Priority
  needs: Needs
  complaint?: Text
  determinant?: Word
}
/**
 * Sets the place as a whole; an empty text keeps what was said before. This is how a proposal is accepted.
 */
export interface IncidentLocate {
  type: 'incident.locate'
  id: Id
  at?: Millis
  if_version?: number
  incident: Id
  place: Place
}
export interface IncidentTriage {
  type: 'incident.triage'
  id: Id
  at?: Millis
  if_version?: number
  incident: Id
  triage: Triage
}
export interface IncidentNote {
  type: 'incident.note'
  id: Id
  at?: Millis
  if_version?: number
  incident: Id
  text: Text
}
/**
 * By hand: cancelled, hoax, referred (advice only) or merged into another. Units on it are stood down in the same step.
 */
export interface IncidentEnd {
  type: 'incident.end'
  id: Id
  at?: Millis
  if_version?: number
  incident: Id
  kind: EndingKind
  reason: Text
  into?: Id
  /**
   * the incidents merged into it that end with it; without all of them it is refused as carries_others, but for a merge
   */
  with_merged?: Id[]
}
export interface IncidentReopen {
  type: 'incident.reopen'
  id: Id
  at?: Millis
  if_version?: number
  incident: Id
  reason: Text
}
/**
 * Send this unit. The command's id becomes the assignment's id. `divert` takes it off its present job; `reason` overrules a rule.
 */
export interface AssignmentDispatch {
  type: 'assignment.dispatch'
  id: Id
  at?: Millis
  /**
   * of the incident
   */
  if_version?: number
  incident: Id
  unit: Id
  divert?: boolean
  reason?: Text
}
/**
 * Stand this assignment down and send another unit in the same step.
 */
export interface AssignmentReassign {
  type: 'assignment.reassign'
  id: Id
  at?: Millis
  /**
   * of the assignment
   */
  if_version?: number
  assignment: Id
  unit: Id
  reason: Text
}
export interface AssignmentStep {
  type: 'assignment.step'
  id: Id
  at?: Millis
  if_version?: number
  assignment: Id
  to: AssignmentState
  reason?: Text
}
/**
 * Out of service takes a reason; a unit that breaks down on a job is stood down from it in the same step.
 */
export interface UnitDuty {
  type: 'unit.duty'
  id: Id
  at?: Millis
  if_version?: number
  unit: Id
  state: DutyState
  reason?: Text
  until?: Millis
  /**
   * @maxItems 12
   */
  crew?: Word[]
}
/**
 * Better information proposes a place; the place itself changes by incident.locate.
 */
export interface IncidentProposePlace {
  type: 'incident.propose_place'
  id: Id
  at?: Millis
  if_version?: number
  incident: Id
  proposal: ProposedPlace
}
export interface ProposedPlace {
  pin: Pin
  uncertainty_m: number
  /**
   * caller_link, aml, gazetteer, operator ...
   */
  source: string
  label?: Text
}
/**
 * Makes a link for the caller's phone: it comes as the incident's `link`. A link made before is good no more.
 */
export interface IncidentLink {
  type: 'incident.link'
  id: Id
  at?: Millis
  if_version?: number
  incident: Id
}
export interface IncidentUnlink {
  type: 'incident.unlink'
  id: Id
  at?: Millis
  if_version?: number
  incident: Id
}
/**
 * Nobody is led over this road until then. The command's id becomes the closure's id. For operators.
 */
export interface RoadClose {
  type: 'road.close'
  id: Id
  at?: Millis
  if_version?: number
  points: ClosurePoints
  reason: Text
  until: Millis
}
/**
 * Another end time, later or sooner.
 */
export interface RoadExtend {
  type: 'road.extend'
  id: Id
  at?: Millis
  if_version?: number
  closure: Id
  until: Millis
}
/**
 * Open again before its time.
 */
export interface RoadOpen {
  type: 'road.open'
  id: Id
  at?: Millis
  if_version?: number
  closure: Id
}
export interface Welcome {
  type: 'welcome'
  name: Word
  role: Role
  /**
   * sorted by name
   */
  rights: Right[]
  units: Id[]
  region: {
    name: Word
    title: Word
    prefix: Word
    utc_offset_minutes: number
    /**
     * what travel times rest on: the road graph, or straight lines because there is none or its file cannot be used
     */
    roads: 'ready' | 'none' | 'broken'
    map: {
      lat: number
      lon: number
      zoom: number
    }
  }
  server_time: Millis
  /**
   * 1 in service; anything else is a trial, and every screen says so
   */
  clock_speed: number
  store: StoreState
}
export interface StoreState {
  state: 'up' | 'away'
  since: Millis
}
export interface Ack {
  type: 'ack'
  id: Id
  position: Position1
}
/**
 * A place in the region's log: the identity of the log and the number of the entry.
 */
export interface Position1 {
  log: string
  n: number
}
export interface Refused {
  type: 'refused'
  /**
   * the command, where one could be read
   */
  id?: string
  code:
    | 'bad_json'
    | 'bad_type'
    | 'bad_field'
    | 'not_signed_in'
    | 'not_allowed'
    | 'unknown_topic'
    | 'unknown_unit'
    | 'unknown_incident'
    | 'unknown_assignment'
    | 'unknown_closure'
    | 'already_exists'
    | 'illegal_step'
    | 'needs_reason'
    | 'unit_busy'
    | 'incident_over'
    | 'carries_others'
    | 'stale_version'
    | 'conflict'
    | 'too_early'
    | 'too_old'
    | 'newer_version'
    | 'store_unavailable'
    | 'outcome_unknown'
    | 'other_body'
    | 'stopping'
    | 'too_much'
    | 'no_route'
    | 'failed'
  message: Text
  /**
   * e.g. field, from, to
   */
  details?: {
    [k: string]: string
  }
}
export interface Snapshot {
  type: 'snapshot'
  topic: string
  position: Position1
  at: Millis
  picture: Picture
}
export interface Picture {
  /**
   * not told to crews
   */
  closures?: Closure[]
  incidents: Incident[]
  assignments: Assignment[]
  units: Unit[]
  /**
   * incidents, assignments and closures that left the live state
   */
  gone?: Id[]
}
/**
 * A road that nobody can drive until a time. One point: the spot; several: the road from the first over the others to the last. Which roads that are is found by each node on its own map: ask_closure says it.
 */
export interface Closure {
  id: Id
  v: number
  points: ClosurePoints
  reason: Text
  closed_at: Millis
  by: Word
  until: Millis
}
export interface Incident {
  id: Id
  v: number
  number: Word
  state: IncidentState
  place: Place
  caller: Caller
  triage?: Triage
  received_at: Millis
  scheduled_at?: Millis
  due_at?: Millis
  overdue_at?: Millis
  notes: {
    at: Millis
    by: Word
    text: Text
  }[]
  ending?: {
    kind: EndingKind
    reason: Text
    into?: Id
    at: Millis
    by: Word
  }
  reopened_at?: Millis
  assignments: Id[]
  /**
   * the latest of each source and person, in order of arrival, at most 10
   */
  proposals?: Proposal[]
  link?: CallerLink
  /**
   * incidents that were merged into this one and not opened again: their callers wait for it
   */
  merged?: Id[]
  alarm?: Alarm
}
/**
 * Where the incident may be. It becomes the place when a person locates the incident there, or by the rule dispatch.accept_device_location_m.
 */
export interface Proposal {
  pin: Pin
  uncertainty_m: number
  source: Word
  label?: Text
  at: Millis
  by: Word
}
/**
 * the last one made, unless it was ended; it may have expired
 */
export interface CallerLink {
  token: Id
  made_at: Millis
  made_by: Word
  expires_at: Millis
}
export interface Alarm {
  kind: 'not_acknowledged' | 'declined' | 'unassigned'
  since: Millis
  unit?: Id
}
export interface Assignment {
  id: Id
  v: number
  incident: Id
  unit: Id
  state: AssignmentState
  opened_at: Millis
  by: Word
  /**
   * why a rule was overruled, when one was
   */
  by_hand?: string
  /**
   * why it ended, for declined, diverted and stood_down
   */
  reason?: string
  diverted_to?: Id
  times: Stamp[]
}
/**
 * When it happened (device) and when it was recorded (server).
 */
export interface Stamp {
  state: AssignmentState
  at: Millis
  recorded: Millis
}
export interface Unit {
  id: Id
  v: number
  kind: UnitKind
  callsign: Word
  station: Station
  crew: Word[]
  duty: {
    /**
     * retired: no longer on the region's list; on no screen, and nobody can send it
     */
    state: 'off' | 'on' | 'out_of_service' | 'retired'
    since: Millis
    reason?: Text
    until?: Millis
  }
  /**
   * its open assignment
   */
  assignment?: string
  availability: {
    state: 'available' | 'conditional' | 'not_available'
    reason: 'free' | 'about_to_clear' | 'divertible' | 'assigned' | 'off_duty' | 'out_of_service'
  }
  fix?: Fix
}
export interface Station {
  name: Word
  lat: number
  lon: number
}
/**
 * One entry of the log: its events, and the entities they touched as they are after it.
 */
export interface Events {
  type: 'events'
  topic: string
  position: Position1
  events: Event[]
  changed: Picture
}
export interface Event {
  type:
    | 'incident.received'
    | 'incident.located'
    | 'incident.triaged'
    | 'incident.noted'
    | 'incident.fell_due'
    | 'incident.overdue'
    | 'incident.ended'
    | 'incident.reopened'
    | 'incident.archived'
    | 'assignment.opened'
    | 'assignment.stepped'
    | 'unit.registered'
    | 'unit.retired'
    | 'unit.duty_changed'
    | 'incident.place_proposed'
    | 'incident.linked'
    | 'incident.unlinked'
    | 'incident.took_over'
    | 'incident.gave_back'
    | 'road.closed'
    | 'road.closure_extended'
    | 'road.opened'
  at: Millis
  recorded: Millis
  by: Word
  command?: Id
  touches: {
    kind: 'incident' | 'assignment' | 'unit' | 'closure'
    id: Id
    v: number
  }[]
  body: {}
}
/**
 * Positions on one web-map tile. `whole`: all there are; else those that changed. Zoomed far out, `counts` stands for the units.
 */
export interface MapFrame {
  type: 'fixes'
  topic: string
  at: Millis
  whole: boolean
  fixes: Fix[]
  gone: Id[]
  counts?: {
    lat: number
    lon: number
    units: number
  }[]
}
/**
 * Whom to send, best first, with reasons; and who was passed over, and why. Pushed to operators when an incident waits, and on request.
 */
export interface Recommendation {
  type: 'recommendation'
  incident: Id
  at: Millis
  options: {
    unit: Id
    eta_s: number
    turnout_s: number
    travel_s: number
    /**
     * there in 80 of 100 cases between low and high
     */
    low_s: number
    high_s: number
    distance_m: number
    reasons: Reason[]
  }[]
  passed_over: {
    unit: Id
    distance_m?: number
    reasons: Reason[]
  }[]
}
export interface Reason {
  code:
    | 'first_to_arrive'
    | 'later'
    | 'at_base'
    | 'moving'
    | 'by_road'
    | 'straight_line'
    | 'no_road'
    | 'walked'
    | 'does_not_transport'
    | 'off_duty'
    | 'out_of_service'
    | 'busy'
    | 'about_to_clear'
    | 'on_less_urgent'
    | 'position_old'
    | 'no_position'
    | 'does_not_fit'
    | 'declined_before'
  /**
   * seconds or metres, as the code says
   */
  value?: number
  text: Text
}
/**
 * When units on their way will be at their incidents: to those who watch the board, as it changes. Not in the log.
 */
export interface Arrivals {
  type: 'arrivals'
  arrivals: {
    assignment: Id
    /**
     * milliseconds since 1970-01-01 UTC
     */
    at?: number
    low?: Millis
    high?: Millis
    metres: number
    by_road: boolean
    /**
     * behind what was first promised, when by more than 2 minutes or a quarter of the way
     */
    late_s?: number
  }[]
}
/**
 * How good the estimated arrival times have been: to those who watch the board, as soon as there is an arrival, and when it changes. Not in the log.
 */
export interface Estimates {
  type: 'estimates'
  /**
   * the latest some hundreds whose time was estimated when the unit set out
   */
  arrivals: number
  /**
   * as many of them came between low and high
   */
  within: number
  /**
   * the interval that is shown now, times the estimate
   */
  low: number
  high: number
  /**
   * low and high are from measured arrivals; else they are assumed
   */
  measured: boolean
}
export interface Route {
  type: 'route'
  query: Id
  assignment: Id
  travel_s: number
  metres: number
  line: Pin[]
  /**
   * in order; an empty name where the map has none
   */
  roads: {
    name: string
    metres: number
  }[]
  /**
   * closures on the way that would be driven if all roads were open: another program may lead there
   */
  avoids?: {
    closure: Id
    reason: Text
    until: Millis
  }[]
}
export interface Hospitals {
  type: 'hospitals'
  query: Id
  incident: Id
  hospitals: {
    name: Word
    kind: Word
    at: Pin
    travel_s: number
    low_s: number
    high_s: number
    metres: number
    by_road: boolean
  }[]
}
/**
 * The answer to ask_closure; no lines where no road is near a point, or no road leads from one to the next.
 */
export interface ClosedRoads {
  type: 'closed_roads'
  query: Id
  lines: Pin[][]
  metres: number
  /**
   * the names of those that have one
   */
  roads: string[]
}
/**
 * Best first; empty where nothing can be read: never a made-up point.
 */
export interface Candidates {
  type: 'candidates'
  query: Id
  candidates: Candidate[]
  tried: Text[]
}
export interface Candidate {
  lat: number
  lon: number
  uncertainty_m: number
  kind: Word
  label: Word
  score: number
  why: Text
}
export interface Described {
  type: 'described'
  query: Id
  text: Text
  /**
   * to the border of the village
   */
  border_m?: number
  catchment?: Catchment
  /**
   * units whose home area this is: those that wait at the puskesmas of the catchment
   */
  home_units?: Id[]
}
/**
 * The puskesmas that serves the village; not there where nobody knows.
 */
export interface Catchment {
  id: Word
  name: Word
}
/**
 * Best first, at most five of each. Nothing is merged without a person.
 */
export interface CallHints {
  type: 'call_hints'
  query: Id
  hints: CallHint[]
  /**
   * the number's calls that have left the board, newest first; not there without a number, or while the store is away
   */
  past?: PastCall[]
  /**
   * registered home-care patients; for operators only, not there where no register is kept
   */
  patients?: FoundPatient[]
}
export interface CallHint {
  incident: Id
  number: Word
  state: IncidentState
  received_at: Millis
  score: number
  /**
   * a duplicate; else only the same number's call before
   */
  likely: boolean
  away_m?: number
  reasons: ('same_number' | 'near' | 'same_words' | 'compatible_complaint' | 'same_number_before')[]
}
export interface PastCall {
  incident: Id
  number: Word
  received_at: Millis
  /**
   * the place in the caller's words
   */
  text: string
  pin?: Pin
  uncertainty_m?: number
  complaint?: Text
  /**
   * closed, cancelled, hoax, referred or merged
   */
  ended:
    | 'received'
    | 'located'
    | 'triaged'
    | 'pending'
    | 'scheduled'
    | 'due'
    | 'assigned'
    | 'responding'
    | 'on_scene'
    | 'transporting'
    | 'at_destination'
    | 'closed'
    | 'merged'
    | 'cancelled'
    | 'referred'
    | 'hoax'
}
/**
 * Of the identity number only the end is told.
 */
export interface FoundPatient {
  name: Word
  nik_last4: string
  phone: Word
  address: Text
  at?: Pin
  note: Text
  facility: Word
  why: ('nik' | 'number' | 'name')[]
}
export interface Notice {
  type: 'notice'
  code: 'store_away' | 'store_back' | 'stopping' | 'disk_full_soon' | 'clock_off' | 'clock_set'
  since: Millis
  message: Text
}
export interface Pong {
  type: 'pong'
  server_time: Millis
}
