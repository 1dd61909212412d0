import { Button, Kbd } from '@mantine/core'
import { useEffect, useMemo, useState } from 'react'
import { useT } from '../../i18n/language'
import { LateMap } from '../../map/late-map'
import { isOver } from '../../picture/life'
import { inOrder } from '../../picture/order'
import { openProposals, placeOf } from '../../picture/proposals'
import { newId } from '../../session/ids'
import { type KeptDraft, useDraft, useHasDraft } from '../../ui/draft'
import { Hint } from '../../ui/hint'
import { dismissFirst, Refusals } from '../../ui/refusals'
import { useKeys } from '../../ui/use-keys'
import { useSession, useShown } from '../../ui/use-session'
import type { Incident, Pin, Proposal } from '../../wire/message'
import { ClosureButtons } from '../closures/closure-buttons'
import { ClosurePanel } from '../closures/closure-panel'
import { ClosureWayOut } from '../closures/closure-way-out'
import { useClosureMap } from '../closures/use-closure-map'
import type { Closures } from '../closures/use-closures'
import { type CallDraft, emptyCall } from './call/call-draft'
import { CallForm } from './call/call-form'
import { DuplicateList } from './call/duplicate-list'
import { factsOfDraft } from './call/duplicates'
import { ActionPanel } from './incident/action-panel'
import { type ActionKind, actionOf, isPossible } from './incident/actions'
import { emptyEnd, endDraft } from './incident/end-form'
import { IncidentCard } from './incident/incident-card'
import { IncidentList } from './incident/incident-list'
import {
  emptyPlace,
  fromPlace,
  type PlaceDraft,
  parseMetres,
  parsePin,
  pinByHand,
  pinText,
} from './place/place-draft'
import { DoubtBox } from './sending/doubt-box'
import { Suggestion } from './sending/suggestion'
import { useDispatch } from './sending/use-dispatch'
import { WayOut } from './way-out'

const askEvery = 10_000

interface Props {
  readonly chosen: string | undefined
  readonly choose: (incident: string) => void
  readonly closures: Closures
}

export function OperatorPage({ chosen: chosenId, choose: setChosenId, closures }: Props) {
  const t = useT()
  const session = useSession()
  const picture = useShown((shown) => shown.picture)
  const incidents = useMemo(() => inOrder(picture.incidents.values()), [picture.incidents])
  const chosen = (chosenId === undefined ? undefined : picture.incidents.get(chosenId)) ?? undefined
  const call = useDraft<CallDraft>('call', emptyCall)
  const hasCall = useHasDraft('call')
  const [isCalling, setIsCalling] = useState(hasCall)
  const [action, setAction] = useState<ActionKind>()
  const known = useMemo(() => (chosen ? fromPlace(chosen.place) : emptyPlace), [chosen])
  const place = useDraft(`place.${chosen?.id}`, known)
  const merge = useDraft(endDraft('merge', chosen?.id), emptyEnd)
  const suggestion = chosen && picture.recommendations.get(chosen.id)
  const dispatch = useDispatch(chosen, suggestion)
  const proposals = chosen ? openProposals(chosen) : []
  const isTaking = action === 'accept' && proposals.length > 0
  const closing = useClosureMap(closures)
  useSuggestion(chosen)

  const choose = (id: string) => {
    setChosenId(id)
    setAction(undefined)
    if (closures.mode === 'list') closures.leave()
  }
  // A call comes first: the map and the keys are its own.
  const openCall = () => {
    closures.leave()
    setIsCalling(true)
  }
  const act = (kind: ActionKind) => {
    if (!chosen || !isPossible(picture, chosen, kind)) return
    closures.leave()
    setIsCalling(false)
    setAction(kind)
  }
  // From a call that is being typed: what was typed stays, and N goes on with it.
  const show = (id: string) => {
    choose(id)
    setIsCalling(false)
  }
  const attach = (into: string) => {
    merge[1]({ ...merge[0], into })
    act('merge')
  }
  const byHand = (unit: string) => {
    setAction(undefined)
    dispatch.ask(unit, false)
  }
  const setPin = (pin: Pin) => {
    if (isCalling) call[1]({ ...call[0], ...pinByHand(call[0], pinText(pin)) })
    else if (action === 'locate') place[1]({ ...place[0], ...pinByHand(place[0], pinText(pin)) })
  }
  const take = (proposal: Proposal) => {
    if (!chosen) return
    const located = { incident: chosen.id, place: placeOf(chosen, proposal) }
    session.give({ type: 'incident.locate', id: newId(), at: session.now(), ...located })
    setAction(undefined)
  }

  useKeys((key, event) => {
    if (closures.takes(key)) return event.preventDefault()
    const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0
    const nth = suggestion?.options[key === 'Enter' ? 0 : Number(key) - 1]
    const kind = actionOf(key)
    if (step !== 0) {
      const at = incidents.findIndex((incident) => incident.id === chosenId)
      const next = incidents[Math.max(0, Math.min(incidents.length - 1, at + step))]
      if (next) choose(next.id)
    } else if (isTaking && /^(Enter|[1-9])$/.test(key)) {
      // Never a unit: whoever pressed the key of the proposals means a proposal.
      const proposal = proposals[Number(key) - 1]
      if (proposal) take(proposal)
    } else if (key === 'n') openCall()
    else if (key === 'd') dismissFirst(session)
    else if (key === 'Escape') {
      setAction(undefined)
      setIsCalling(false)
      dispatch.forget()
    } else if (key === 'Enter' && dispatch.doubt) dispatch.send(dispatch.doubt.unit)
    else if (nth && chosen && isPossible(picture, chosen, 'unit')) dispatch.ask(nth.unit, true)
    else if (kind) act(kind)
    else return
    event.preventDefault()
  })

  const draft = isCalling ? drafted(call[0]) : action === 'locate' ? drafted(place[0]) : undefined
  const beside = (
    <>
      {dispatch.doubt && <DoubtBox doubt={dispatch.doubt} send={dispatch.send} forget={dispatch.forget} />}
      {/* Beside the form, so that it never moves a field or a button from under the pointer. */}
      {isCalling && <KnownOfCall draft={call} show={show} />}
      {chosen && !isCalling && !isOver(chosen.state) && (
        <Suggestion
          incident={chosen}
          suggestion={suggestion}
          send={(unit) => dispatch.ask(unit, false)}
          byHand={byHand}
        />
      )}
      {!chosen && !isCalling && <p className="empty">{t('suggestion.choose')}</p>}
    </>
  )
  return (
    <main className="board">
      <section className="column">
        <div className="column-head">
          <Button fullWidth onClick={openCall} data-testid="new-call">
            {hasCall && !isCalling ? t('call.go_on') : t('call.new')} <Hint keys="N" />
          </Button>
        </div>
        <IncidentList incidents={incidents} chosen={chosenId} choose={choose} />
        <p className="keys">
          <Kbd size="xs">↑</Kbd> <Kbd size="xs">↓</Kbd> {t('keys.choose')} · <Kbd size="xs">Enter</Kbd>{' '}
          {t('keys.send')}
        </p>
      </section>
      <section className="column middle">
        <Refusals
          hint="D"
          wayOut={(entry) => (
            <>
              <WayOut entry={entry} openCall={openCall} />
              <ClosureWayOut entry={entry} draw={closures.draw} />
            </>
          )}
        />
        {isCalling && <CallForm draft={call} received={show} close={() => setIsCalling(false)} />}
        {chosen && action && action !== 'accept' && !isCalling && (
          <ActionPanel
            key={`${chosen.id} ${action}`}
            incident={chosen}
            kind={action}
            place={place}
            close={() => setAction(undefined)}
            byHand={byHand}
          />
        )}
        {chosen && !isCalling && (
          <IncidentCard
            incident={chosen}
            act={act}
            take={take}
            isTaking={isTaking}
            show={show}
            attach={attach}
          />
        )}
        {!chosen && !isCalling && <p className="empty">{t('incident.choose')}</p>}
      </section>
      <section className="column right">
        <div className="right-top">
          {closures.mode === 'shut' ? beside : <ClosurePanel closures={closures} />}
        </div>
        <LateMap
          chosen={chosenId}
          draft={closures.mode === 'draw' ? undefined : draft}
          choose={choose}
          {...((isCalling || action === 'locate') && { point: setPin })}
          {...closing}
        >
          <ClosureButtons closures={closures} />
        </LateMap>
      </section>
    </main>
  )
}

// What is known already of the call that is being typed.
function KnownOfCall(props: { draft: KeptDraft<CallDraft>; show: (incident: string) => void }) {
  const t = useT()
  const [call, setCall] = props.draft
  const change = (part: Partial<CallDraft>) => setCall({ ...call, ...part })
  return (
    <div className="known-of-call">
      <DuplicateList facts={factsOfDraft(call)} show={props.show} typed={{ call, change }} />
      <p className="empty">{t('suggestion.after_call')}</p>
    </div>
  )
}

function drafted(place: PlaceDraft) {
  const pin = parsePin(place.pin)
  return pin && { pin, uncertainty: parseMetres(place.uncertainty) }
}

// The chosen incident's suggestion is asked for anew: positions move while the operator reads.
function useSuggestion(incident: Incident | undefined): void {
  const session = useSession()
  const isUp = useShown((shown) => shown.link.state === 'up')
  const id = incident && !isOver(incident.state) ? incident.id : undefined
  const version = incident?.v
  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed incident is another question
  useEffect(() => {
    if (id === undefined || !isUp) return
    session.recommend(id)
    const timer = setInterval(() => session.recommend(id), askEvery)
    return () => clearInterval(timer)
  }, [session, id, version, isUp])
}
