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
  | AskNotes
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
  | AssignmentBind
  | AssignmentUnbind
  | AssignmentExpect
  | AssignmentSayOutcome
  | FacilityStatus
  | FacilityBeds
  | UnitMoveUp
  | UnitAnswerMove
  | IncidentStopSending
export type Priority = 'P0' | 'P1' | 'P2' | 'P3' | 'P4'
export type Needs = 'ambulance' | 'home_care' | 'either'
/**
 * the patient's age, as the caller says; years are twelve each
 */
export type AgeMonths = number
/**
 * the patient's
 */
export type Sex = 'female' | 'male'
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
/**
 * what a unit can do: transports, basic, advanced, neonatal, rescue, motorcycle, home_care, midwife, nurse, doctor, nutritionist, or a word of the region (welcome)
 */
export type Capability = string
/**
 * what came of a job; what NEMSIS calls each: docs/outcomes.md
 */
export type OutcomeCode =
  | 'treated_transported'
  | 'treated_home'
  | 'refused'
  | 'no_patient'
  | 'dead'
  | 'handed_to_other'
  | 'cancelled_on_scene'
export type OutcomeNote = string
/**
 * to ambulances, as EMSTrafficStatus of EDXL-HAVE 1.0
 */
export type Traffic = 'Normal' | 'Advisory' | 'Closed'
export type TrafficCause = 'full' | 'staff' | 'equipment' | 'own_emergency'
/**
 * as BedType of EDXL-HAVE 1.0
 */
export type BedKind =
  | 'EmergencyDepartment'
  | 'AdultICU'
  | 'PediatricICU'
  | 'NeonatalICU'
  | 'MedicalSurgical'
  | 'Pediatrics'
  | 'NurseryBeds'
  | 'NegativeFlowIsolation'
  | 'OtherIsolation'
  | 'Burn'
  | 'OperatingRooms'
export type ServerMessage =
  | Welcome
  | Ack
  | Refused
  | Snapshot
  | Events
  | MapFrame
  | Recommendation
  | Plan
  | Cover
  | Arrivals
  | Estimates
  | Route
  | Hospitals
  | FacilityFrame
  | Notes
  | ClosedRoads
  | Candidates
  | Described
  | CallHints
  | Notice
  | Conditions
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
  | 'change_facilities'
  | 'expect_patients'
  | 'see_board'
  | 'see_facility'
  | 'see_map'
  | 'see_own_jobs'
  | 'say_outcomes'
  | 'ask_advice'
  | 'ask_places'
  | 'ask_calls'
  | 'ask_ways'
  | 'ask_closures'
  | 'ask_notes'
  | 'report_positions'
export type FigureSource = 'desk' | 'facility'
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
/**
 * what speaks against taking a patient to a facility: it is closed by an emergency of its own; closed for whatever else; lacks what the incident needs; asks that others be tried first
 */
export type Caution = 'own_emergency' | 'closed' | 'cannot' | 'advisory'
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
  locality?: Locality
}
/**
 * The village that the pin is in and the puskesmas that serves it, each only where the region's lists leave no doubt; the server says so when the pin is set, what a command says of it is not taken.
 */
export interface Locality {
  village?: Listed
  puskesmas?: Listed
}
/**
 * as the region's lists have it
 */
export interface Listed {
  code: Word
  name: Word
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
 * Where a patient can be taken from an incident: those that can do what it needs first, then those that are passed over.
 */
export interface AskHospitals {
  type: 'ask_hospitals'
  query: Id
  incident: Id
}
/**
 * All notes of an incident.
 */
export interface AskNotes {
  type: 'ask_notes'
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
  fixes: ReportedFix[]
}
/**
 * Where a unit was, at a time of its own device's clock. Numbers that cannot be (-1) say that it is not known; what else a device says is left aside.
 */
export interface ReportedFix {
  unit: Id
  lat: number
  lon: number
  at: Millis
  accuracy_m?: number
  speed_mps?: number
  heading_deg?: number
  source?: Word
  [k: string]: unknown
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
  /**
   * the alarm level; none is 1
   */
  alarm?: number
  age_months?: AgeMonths
  sex?: Sex
}
/**
 * Sets the place as a whole; an empty text keeps what was said before, and the present pin said again is no new one. This is how a proposal is accepted.
 */
export interface IncidentLocate {
  type: 'incident.locate'
  id: Id
  at?: Millis
  if_version?: number
  incident: Id
  place: Place
  /**
   * true: I stand for this pin. Without it the pin that is there already stays as it is, with its source and who stands for it
   */
  confirm?: boolean
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
 * Send this unit. The command's id becomes the assignment's id. `divert` takes it off its present job; `reason` overrules a rule. `by_plan`: because the plan says so, with all that this takes; refused as `plan_changed` when it no longer does.
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
  by_plan?: boolean
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
  /**
   * what they can do: capabilities of people. A crew without it brings what the list says
   */
  aboard?: Capability[]
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
/**
 * Take the patient there: a crew for its own job, desks for any. What speaks against it is no refusal; it is kept with it.
 */
export interface AssignmentBind {
  type: 'assignment.bind'
  id: Id
  at?: Millis
  /**
   * of the assignment
   */
  if_version?: number
  assignment: Id
  facility: Id
  reason?: Text
  offered?: AsOffered
}
/**
 * how it stood among those proposed, as its chooser saw it
 */
export interface AsOffered {
  rank: number
  travel_s: number
  hand_over_s?: number
}
/**
 * Not there any more, and nobody has said where else: for whoever may bind it, until hand-over. Refused as not_bound when it is not bound for that facility any more.
 */
export interface AssignmentUnbind {
  type: 'assignment.unbind'
  id: Id
  at?: Millis
  /**
   * of the assignment
   */
  if_version?: number
  assignment: Id
  /**
   * where it is bound for, as who says so has seen it
   */
  facility: string
  reason?: Text
}
/**
 * The facility knows who comes. For who works there.
 */
export interface AssignmentExpect {
  type: 'assignment.expect'
  id: Id
  at?: Millis
  /**
   * of the assignment
   */
  if_version?: number
  assignment: Id
  facility: Id
}
/**
 * What came of the job: from on_scene on, until 24 hours after its end. Said again, it is corrected. A crew for its own jobs, desks and supervisors for all.
 */
export interface AssignmentSayOutcome {
  type: 'assignment.outcome'
  id: Id
  at?: Millis
  /**
   * of the assignment
   */
  if_version?: number
  assignment: Id
  outcome: OutcomeCode
  note?: OutcomeNote
}
/**
 * Open or closed to ambulances; all but Normal takes a cause or a reason. Desks for any, who works at one for that.
 */
export interface FacilityStatus {
  type: 'facility.status'
  id: Id
  at?: Millis
  /**
   * of the facility
   */
  if_version?: number
  facility: Id
  state: Traffic
  cause?: TrafficCause
  reason?: Text
}
/**
 * What is free now of these kinds; of the others nothing is said.
 */
export interface FacilityBeds {
  type: 'facility.beds'
  id: Id
  at?: Millis
  /**
   * of the facility
   */
  if_version?: number
  facility: Id
  /**
   * @minItems 1
   * @maxItems 11
   */
  beds: BedCount[]
}
export interface BedCount {
  kind: BedKind
  available: number
}
/**
 * A unit that is free, or at the hospital, is to wait at another post until it is sent to a call; at its own station: to go back there.
 */
export interface UnitMoveUp {
  type: 'unit.move_up'
  id: Id
  at?: Millis
  if_version?: number
  unit: Id
  post: Word
}
/**
 * What its crew says to that: it has seen it, is there, or cannot. `called_off` is the desk's.
 */
export interface UnitAnswerMove {
  type: 'unit.answer_move'
  id: Id
  at?: Millis
  if_version?: number
  unit: Id
  /**
   * that it is to go to, as who answers has seen it
   */
  post: string
  answer: 'seen' | 'there' | 'cannot' | 'called_off'
  reason?: Text
}
/**
 * The countdown of this call ends, on all servers, and Siaga sends nobody to it by itself any more.
 */
export interface IncidentStopSending {
  type: 'incident.stop_sending'
  id: Id
  at?: Millis
  if_version?: number
  incident: Id
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
  /**
   * where they work, by id
   */
  facility?: string
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
    /**
     * the region's own words
     */
    capabilities?: RegionCapability[]
  }
  /**
   * of the server's program
   */
  version: string
  server_time: Millis
  /**
   * 1 in service; anything else is a trial, and every screen says so
   */
  clock_speed: number
  store: StoreState
  conditions: Condition[]
}
export interface RegionCapability {
  word: Capability
  title?: Title
  /**
   * true: a hospital has it, and no unit
   */
  of_facility?: boolean
  /**
   * it comes with a person, not with the vehicle
   */
  of_crew: boolean
  includes: Capability[]
}
/**
 * how something is called in Indonesian and English
 */
export interface Title {
  id: Word
  en: Word
}
export interface StoreState {
  state: 'up' | 'away'
  since: Millis
}
/**
 * what is wrong with the service for as long as it is
 */
export interface Condition {
  /**
   * a client that does not know it shows the message
   */
  code: string
  since: Millis
  message: Text
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
    | 'unknown_facility'
    | 'already_exists'
    | 'illegal_step'
    | 'needs_reason'
    | 'unit_busy'
    | 'incident_over'
    | 'carries_others'
    | 'stale_version'
    | 'plan_changed'
    | 'not_bound'
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
  /**
   * to crews only those that they are bound for
   */
  facilities?: Facility[]
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
/**
 * Where patients can be taken.
 */
export interface Facility {
  id: Id
  v: number
  name: Word
  /**
   * hospital or puskesmas
   */
  kind: string
  where: Pin
  /**
   * ponek, poned, pci, stroke, trauma, neonatal, icu, surgery, or a word of the region (welcome)
   */
  capabilities: Capability[]
  traffic?: TrafficStatus
  /**
   * those that somebody has counted
   */
  beds: Beds[]
  /**
   * milliseconds since 1970-01-01 UTC
   */
  retired_at?: number
}
/**
 * none: nobody has said anything
 */
export interface TrafficStatus {
  state: Traffic
  cause?: TrafficCause
  reason?: Text
  /**
   * milliseconds since 1970-01-01 UTC
   */
  at: number
  by: Word
  source: FigureSource
}
export interface Beds {
  kind: BedKind
  available: number
  /**
   * milliseconds since 1970-01-01 UTC
   */
  at: number
  by: Word
  source: FigureSource
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
  /**
   * the latest, in order of arrival, at most 20
   */
  notes: Note[]
  /**
   * how many there are besides: ask_notes
   */
  earlier_notes?: number
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
  response?: Response
  countdown?: Countdown
  /**
   * Siaga sends nobody to it by itself, because somebody said so; until its priority is another
   */
  sending_stopped?: {
    at: Millis
    by: Word
  }
  alarm?: Alarm
}
export interface Note {
  at: Millis
  by: Word
  text: Text
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
  /**
   * it is a phone's, and so far outside the region
   */
  outside_m?: number
  /**
   * it is a phone's, and so far from the place that was said
   */
  from_said_m?: number
  /**
   * what the caller said when asked
   */
  with_patient?: boolean
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
/**
 * What a call needs, by the region's plan as it was when the call was triaged.
 */
export interface Response {
  /**
   * the name of the response in the plan; none: Siaga's own
   */
  rule?: string
  slots: Slot[]
  /**
   * who is told besides
   */
  tell: Contact[]
  /**
   * what a facility must have: all of these, each by any of its words
   */
  destination?: Capability[][]
}
/**
 * What a call needs of one unit.
 */
export interface Slot {
  /**
   * somebody who comes and begins, or who carries the patient
   */
  role: 'first' | 'transport'
  weight: 'must' | 'should'
  /**
   * all of these, each by any of its words
   */
  capabilities: Capability[][]
  /**
   * who needs longer is out of range
   */
  within_s?: number
  /**
   * who fills it; none: it is open
   */
  assignment?: string
}
export interface Contact {
  who: Word
  title: Title
  phone?: Word
}
/**
 * At its end Siaga sends this unit by the plan, unless somebody stops it or sends one.
 */
export interface Countdown {
  unit: Id
  began_at: Millis
  ends_at: Millis
  rule: SendingRule
  /**
   * the plan had that unit before, so it began anew
   */
  instead_of?: string
  /**
   * of the call's response, that it fills besides who goes there
   */
  slot?: number
}
/**
 * How calls of a priority get their unit: a person sends, Siaga sends unless somebody stops it in time, or at once.
 */
export interface SendingRule {
  priority: Priority
  mode: 'suggest' | 'after' | 'at_once'
  /**
   * of the region's day, in seconds; missing: always
   */
  from?: number
  /**
   * before `from`: of the next day
   */
  until?: number
  /**
   * seconds
   */
  after?: number
}
export interface Alarm {
  kind: 'not_acknowledged' | 'declined' | 'unassigned' | 'lacks_units'
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
  by_plan?: ByPlan
  by_rule?: SendingRule1
  /**
   * until it is there, as was said when it was sent
   */
  promised_s?: number
  sent_from?: Pin1
  /**
   * milliseconds since 1970-01-01 UTC
   */
  moving_since?: number
  /**
   * why it ended, for declined, diverted and stood_down
   */
  reason?: string
  diverted_to?: Id
  times: Stamp[]
  /**
   * what of it has taken longer than it may, each once; it is overdue for as long as the job is still at that
   */
  late?: Late[]
  bound_for?: BoundFor
  outcome?: Outcome
}
/**
 * It was sent because the plan said so, and what the plan said of it.
 */
export interface ByPlan {
  eta_s: number
  /**
   * for the incident, against leaving all as it was
   */
  gain_s?: number
  /**
   * so much longer waits the one that it was taken from
   */
  costs_s?: number
  /**
   * the assignment that was stood down for it
   */
  replaces?: string
}
/**
 * How calls of a priority get their unit: a person sends, Siaga sends unless somebody stops it in time, or at once.
 */
export interface SendingRule1 {
  priority: Priority
  mode: 'suggest' | 'after' | 'at_once'
  /**
   * of the region's day, in seconds; missing: always
   */
  from?: number
  /**
   * before `from`: of the next day
   */
  until?: number
  /**
   * seconds
   */
  after?: number
}
/**
 * where it was seen then
 */
export interface Pin1 {
  lat: number
  lon: number
}
/**
 * When it happened (device) and when it was recorded (server).
 */
export interface Stamp {
  state: AssignmentState
  at: Millis
  recorded: Millis
}
export interface Late {
  /**
   * to the crew's device; by the crew; until it rolls; against what was said when it was sent; until it leaves the scene; of the patient; of the unit's device
   */
  what:
    | 'delivery'
    | 'acknowledgement'
    | 'turnout'
    | 'arrival'
    | 'scene'
    | 'hand_over'
    | 'hand_over_again'
    | 'silent'
  at: Millis
  /**
   * milliseconds since 1970-01-01 UTC
   */
  arrives_at?: number
}
/**
 * Where the job takes its patient.
 */
export interface BoundFor {
  facility: Id
  at: Millis
  by: Word
  reason?: Text
  offered?: AsOffered
  /**
   * what spoke against it then
   */
  despite?: Caution[]
  /**
   * milliseconds since 1970-01-01 UTC
   */
  expected_at?: number
  expected_by?: Word
}
/**
 * What came of a job, as it was said last.
 */
export interface Outcome {
  code: OutcomeCode
  /**
   * milliseconds since 1970-01-01 UTC
   */
  at: number
  /**
   * milliseconds since 1970-01-01 UTC
   */
  recorded: number
  by: Word
  note?: OutcomeNote
}
export interface Unit {
  id: Id
  v: number
  kind: UnitKind
  callsign: Word
  station: Station
  crew: Word[]
  /**
   * by the list, beyond what its kind can do
   */
  equipment?: Capability[]
  /**
   * by the list, until somebody says who is aboard
   */
  usual_crew?: Capability[]
  /**
   * what those can do who are said to be aboard
   */
  aboard?: Capability[]
  /**
   * all that it can do now
   */
  capabilities?: Capability[]
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
  move_up?: MoveUp
  /**
   * when it was told to wait elsewhere, of the last day
   */
  moved?: Millis[]
  fix?: Fix
}
export interface Station {
  name: Word
  lat: number
  lon: number
}
/**
 * It is to wait elsewhere than at its station, until it is sent to a call. It stays free.
 */
export interface MoveUp {
  post: Post
  /**
   * as its crew says
   */
  state: 'told' | 'seen' | 'there' | 'cannot'
  /**
   * milliseconds since 1970-01-01 UTC
   */
  at: number
  by: Word
  /**
   * milliseconds since 1970-01-01 UTC
   */
  since: number
  reason?: Text
}
/**
 * Where a unit may wait: a station, or a post of the region's list.
 */
export interface Post {
  id: Word
  name: Word
  where: Pin
}
/**
 * Where a unit is, as far as the server believes it.
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
   * its device's clock is wrong, so `at` is when it arrived
   */
  clock_is_wrong?: boolean
  /**
   * disputed: the unit was said to be elsewhere, too, within the last minute; outside: this is far outside the region
   */
  doubt?: 'disputed' | 'outside'
  /**
   * with a doubt: how far it is from here to where else the unit may be
   */
  off_by_m?: number
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
    | 'assignment.late'
    | 'assignment.moved'
    | 'incident.countdown_began'
    | 'incident.countdown_ended'
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
    | 'assignment.bound'
    | 'assignment.expected'
    | 'facility.registered'
    | 'facility.retired'
    | 'facility.status_changed'
    | 'facility.beds_counted'
    | 'unit.moved_up'
    | 'unit.answered_move'
    | 'assignment.outcome_said'
    | 'assignment.unbound'
  at: Millis
  recorded: Millis
  by: Word
  command?: Id
  touches: {
    kind: 'incident' | 'assignment' | 'unit' | 'closure' | 'facility'
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
  options: Option[]
  /**
   * slots that nobody can fill, or not in time
   */
  shortfalls?: Shortfall[]
  passed_over: PassedOver[]
}
export interface Option {
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
  /**
   * open slots, by their places among the incident's
   */
  fills?: number[]
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
    | 'only_helps'
    | 'does_not_transport'
    | 'off_duty'
    | 'out_of_service'
    | 'busy'
    | 'about_to_clear'
    | 'on_less_urgent'
    | 'position_old'
    | 'position_wide'
    | 'position_disputed'
    | 'position_outside'
    | 'no_position'
    | 'does_not_fit'
    | 'declined_before'
    | 'best_for_all'
    | 'kept'
    | 'goes_elsewhere'
  /**
   * seconds or metres, as the code says
   */
  value?: number
  text: Text
}
export interface Shortfall {
  /**
   * its place among the incident's
   */
  slot: number
  /**
   * the mildest that is said of somebody who could do it; none_can: no unit of the region
   */
  code:
    | 'out_of_range'
    | 'position_old'
    | 'no_position'
    | 'declined'
    | 'none_free'
    | 'off_duty'
    | 'none_near'
    | 'none_can'
  /**
   * out_of_range: seconds until the first is there; position_old: its age in seconds; else how many
   */
  value?: number
  /**
   * whom it is said of
   */
  unit?: string
  /**
   * who could go and can do most of it
   */
  substitute?: string
  substitute_eta_s?: number
}
export interface PassedOver {
  unit: Id
  distance_m?: number
  reasons: Reason[]
}
/**
 * Who goes where: each call that waits, each that another unit had better go to than is on its way, and each that needs another one; most urgent first. To those who follow `plan`, whole, as it changes and every 15 s while there are such calls.
 */
export interface Plan {
  type: 'plan'
  at: Millis
  calls: PlannedCall[]
  /**
   * so many that wait besides are too many to plan together
   */
  left_out: number
}
/**
 * Who is to be at a call first, or, with `slot`, who must come besides; a call's rows follow each other. `sends` is missing where nobody can go; an other `goes_to` another call by the plan.
 */
export interface PlannedCall {
  incident: Id
  /**
   * of the call's response, by its place
   */
  slot?: number
  sends?: Option
  /**
   * so much sooner than whoever comes, or could go without being taken off anything
   */
  gain_s?: number
  /**
   * the unit is on its way there
   */
  taken_off?: {
    incident: Id
    assignment: Id
    /**
     * so much longer that one waits; missing: nobody else can go there yet
     */
    costs_s?: number
  }
  /**
   * on its way to the call, and stood down for it
   */
  replaces?: {
    unit: Id
    assignment: Id
  }
  /**
   * free units, soonest first
   */
  others: {
    option: Option
    goes_to?: Id
  }[]
  passed_over: PassedOver[]
  /**
   * another unit was shown first; said for a minute
   */
  changed?: {
    was: Id
    why: 'sooner' | 'not_free' | 'goes_elsewhere'
    /**
     * seconds, of sooner
     */
    value?: number
    goes_to?: Id
    at: Millis
  }
}
/**
 * How people are covered by ambulances that are free, and where these had better wait. To those who follow `cover`, whole, as it changes and every 30 s.
 */
export interface Cover {
  type: 'cover'
  at: Millis
  /**
   * by what villages are weighed against each other
   */
  weighed_by: 'people' | 'calls' | 'alike'
  /**
   * of so many villages nobody knows the people: they count as the mean of the others
   */
  people_unknown: number
  /**
   * how much of the time ambulances have a job at this hour of the day
   */
  busy: number
  /**
   * of the last four weeks; else the region's setting
   */
  busy_measured: boolean
  /**
   * the share of people whom one that is not busy is expected to reach in time, over all grades
   */
  covered?: number
  /**
   * the heaviest first
   */
  villages: {
    code: string
    name: string
    where: Pin
    /**
     * of all together 1
     */
    weight: number
    first?: ReachedBy
    second?: ReachedBy1
  }[]
  /**
   * villages beyond those that are reckoned with
   */
  left_out: number
  /**
   * of each ambulance that is free: what is lost if it goes, wherever it is sent
   */
  prices: {
    unit: Id
    loses?: VillageChange
  }[]
  posts: {
    id: Word
    name: Word
    where: Pin
    /**
     * that wait there, or are told to
     */
    units: Id[]
  }[]
  advice: MoveAdvice[]
}
/**
 * missing: nobody who is free
 */
export interface ReachedBy {
  unit: Id
  /**
   * with the time until it rolls
   */
  eta_s: number
}
/**
 * who is first if that one goes
 */
export interface ReachedBy1 {
  unit: Id
  /**
   * with the time until it rolls
   */
  eta_s: number
}
/**
 * missing: no village waits a minute longer
 */
export interface VillageChange {
  village: string
  from_s?: number
  to_s?: number
}
export interface MoveAdvice {
  unit: Id
  /**
   * it has to go somewhere anyway; it waits, and another post needs it more
   */
  why: 'clears' | 'moves_up'
  /**
   * the post where it waits, or would go by itself
   */
  from: string
  /**
   * a post
   */
  to: string
  /**
   * so much more is covered, of all people as 1
   */
  gain: number
  travel_s?: number
  gains?: VillageChange1
  loses?: VillageChange2
}
/**
 * the village, by its weight, to which it makes most difference
 */
export interface VillageChange1 {
  village: string
  from_s?: number
  to_s?: number
}
/**
 * A village that is reached at another time than before; without a time nobody who is free reaches it.
 */
export interface VillageChange2 {
  village: string
  from_s?: number
  to_s?: number
}
/**
 * When units on their way will be at their incidents, or where they take their patients: to those who watch the board, as it changes. Not in the log.
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
    /**
     * where it takes its patient; absent while it is on its way to the incident
     */
    facility?: string
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
  hospitals: HospitalOffer[]
}
export interface HospitalOffer {
  facility: Id
  /**
   * what a patient waits there to be handed over
   */
  hand_over_s: number
  /**
   * from the jobs of this hour of the day; else by dispatch.usual_hand_over_s
   */
  hand_over_learnt: boolean
  /**
   * else it is passed over, and the cautions say why
   */
  proposed: boolean
  cautions: Caution[]
  /**
   * of what the incident needs; of each it would take one
   */
  lacks: Capability[][]
  traffic?: TrafficStatus1
  beds: Beds[]
  name: Word
  kind: Word
  at: Pin
  travel_s: number
  low_s: number
  high_s: number
  metres: number
  by_road: boolean
}
export interface TrafficStatus1 {
  state: Traffic
  cause?: TrafficCause
  reason?: Text
  /**
   * milliseconds since 1970-01-01 UTC
   */
  at: number
  by: Word
  source: FigureSource
}
/**
 * A facility's own page: itself and who comes, until handed over. To those who follow `facility/ID`, whole, as it changes.
 */
export interface FacilityFrame {
  type: 'facility'
  topic: string
  facility: Facility
  coming: Coming[]
}
/**
 * Who comes to a facility, and with what; nothing else of the patient.
 */
export interface Coming {
  assignment: Id
  /**
   * of the incident
   */
  number: string
  unit: Id
  callsign: Word
  state: AssignmentState
  priority?: Priority
  complaint?: Text
  determinant?: Word
  age_months?: AgeMonths
  sex?: Sex
  bound_at: Millis
  /**
   * milliseconds since 1970-01-01 UTC
   */
  arrives_at?: number
  /**
   * milliseconds since 1970-01-01 UTC
   */
  low?: number
  high?: Millis
  arrived_at?: Millis
  /**
   * milliseconds since 1970-01-01 UTC
   */
  expected_at?: number
}
export interface Notes {
  type: 'notes'
  query: Id
  incident: Id
  notes: Note[]
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
   * the same; else it may be, or is the same number's call before
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
  code: 'store_away' | 'store_back' | 'stopping' | 'clock_set'
  since: Millis
  message: Text
}
/**
 * all that hold; none, when the last is over
 */
export interface Conditions {
  type: 'conditions'
  conditions: Condition[]
}
export interface Pong {
  type: 'pong'
  server_time: Millis
}
