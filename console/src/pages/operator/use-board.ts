import { useMemo } from 'react'
import { useT } from '../../i18n/language'
import { inOrder } from '../../picture/order'
import type { Picture } from '../../picture/picture'
import { openProposals, placeOf } from '../../picture/proposals'
import { newId } from '../../session/ids'
import { may } from '../../session/rights'
import { type KeptDraft, useDraft } from '../../ui/draft'
import { useSession, useShown, useWelcome } from '../../ui/use-session'
import { type OwnSheet, useSheet } from '../../ui/use-sheets'
import type { Assignment, Incident, Pin, PlannedCall, Proposal, Recommendation } from '../../wire/message'
import type { Closures } from '../closures/use-closures'
import { type Enter, type Mode, type Work, workOf } from '../mode'
import { type CallDraft, emptyCall } from './call/call-draft'
import { type ActionKind, isPossible } from './incident/actions'
import { emptyEnd, endDraft } from './incident/end-form'
import { emptyPlace, following, knownOf, type PlaceDraft, pinByHand, pinText } from './place/place-draft'
import { plannedFor, suggestionFor } from './sending/dispatching'
import { useDispatch } from './sending/use-dispatch'

export interface BoardProps {
  readonly mode: Mode
  readonly enter: Enter
  readonly closures: Closures
}

// What the board shows and what can be done on it, whether by a key, a button or a click on the map.
export interface Board extends BoardProps {
  readonly work: Work
  readonly picture: Picture
  readonly incidents: readonly Incident[]
  readonly chosen: Incident | undefined
  readonly suggestion: Recommendation | undefined
  readonly planned: PlannedCall | undefined
  readonly proposals: readonly Proposal[]
  // A digit chooses a call of the plan.
  readonly isPlanShown: boolean
  // A digit follows advice on where to wait.
  readonly isCoverShown: boolean
  readonly isUnitsShown: boolean
  readonly mayMove: boolean
  // The next digit takes a proposal.
  readonly isTaking: boolean
  readonly mayTakeCalls: boolean
  readonly call: OwnSheet<CallDraft>
  readonly place: KeptDraft<PlaceDraft>
  readonly dispatch: ReturnType<typeof useDispatch>
  readonly isOffered: (action: ActionKind) => boolean
  readonly act: (action: ActionKind) => void
  readonly take: (proposal: Proposal) => void
  readonly attach: (into: string) => void
  readonly byHand: (unit: string) => void
  // Given to whoever may send: ends a countdown; sends home the later of two that go.
  readonly stop: ((incident: Incident) => void) | undefined
  readonly standDown: ((job: Assignment) => void) | undefined
  // Given: a click on the map sets the pin of what is typed.
  readonly setPin: ((pin: Pin) => void) | undefined
}

export function useBoard({ mode, enter, closures }: BoardProps): Board {
  const t = useT()
  const session = useSession()
  const welcome = useWelcome()
  const work = workOf(mode)
  const action = work.at === 'action' ? work.action : undefined
  const picture = useShown((shown) => shown.picture)
  const incidents = useMemo(() => inOrder(picture.incidents.values()), [picture.incidents])
  const chosen = work.incident === undefined ? undefined : picture.incidents.get(work.incident)
  const call = useSheet<CallDraft>('call', emptyCall)
  const known = useMemo(() => (chosen ? knownOf(chosen) : emptyPlace), [chosen])
  const [typed, ...rest] = useDraft(`place.${chosen?.id}`, known)
  const place = [following(known, typed), ...rest] as const
  const [merge, setMerge] = useDraft(endDraft('merge', chosen?.id), emptyEnd)
  const suggestion = chosen && suggestionFor(picture, chosen.id)
  const planned = chosen && plannedFor(picture, chosen.id)
  const dispatch = useDispatch(chosen, suggestion, planned)
  const proposals = chosen ? openProposals(chosen) : []

  const isOffered = (kind: ActionKind) => chosen !== undefined && isPossible(welcome, picture, chosen, kind)
  const act = (kind: ActionKind) => {
    if (isOffered(kind)) enter({ does: 'act', action: kind })
  }
  const attach = (into: string) => {
    setMerge({ ...merge, into })
    act('merge')
  }
  const byHand = (unit: string) => {
    enter({ does: 'end' })
    dispatch.ask(unit, false)
  }
  const take = (proposal: Proposal) => {
    if (!chosen) return
    const located = { incident: chosen.id, place: placeOf(chosen, proposal) }
    session.give({ type: 'incident.locate', id: newId(), at: session.now(), ...located, confirm: true })
    enter({ does: 'end' })
  }
  const stop = (incident: Incident) =>
    session.give({ type: 'incident.stop_sending', id: newId(), at: session.now(), incident: incident.id })
  const standDown = (job: Assignment) => {
    const step = { assignment: job.id, to: 'stood_down', reason: t('doubled.reason') } as const
    session.give({ type: 'assignment.step', id: newId(), at: session.now(), ...step })
  }
  const maySend = may(welcome, 'send_units')
  return {
    ...{ mode, enter, closures, work, picture, incidents, chosen, suggestion, planned, proposals },
    mayTakeCalls: may(welcome, 'take_calls'),
    isPlanShown: mode.at === 'plan',
    isCoverShown: mode.at === 'cover',
    isUnitsShown: mode.at === 'units',
    mayMove: may(welcome, 'send_units'),
    isTaking: action === 'accept' && proposals.length > 0,
    ...{ call, place, dispatch, isOffered, act, take, attach, byHand },
    stop: maySend ? stop : undefined,
    standDown: maySend ? standDown : undefined,
    setPin: pinOfTyped(work, call.draft, place),
  }
}

function pinOfTyped(
  work: Work,
  [call, setCall]: KeptDraft<CallDraft>,
  [place, setPlace]: KeptDraft<PlaceDraft>,
) {
  if (work.at === 'call') return (pin: Pin) => setCall({ ...call, ...pinByHand(call, pinText(pin)) })
  if (work.at === 'action' && work.action === 'locate')
    return (pin: Pin) => setPlace({ ...place, ...pinByHand(place, pinText(pin)) })
  return undefined
}
