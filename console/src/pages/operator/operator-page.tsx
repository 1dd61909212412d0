import { Button, Kbd } from '@mantine/core'
import { useT } from '../../i18n/language'
import { LateMap } from '../../map/late-map'
import { isOver } from '../../picture/life'
import type { KeptDraft } from '../../ui/draft'
import { Hint } from '../../ui/hint'
import { LeftSheets } from '../../ui/left-sheets'
import { OverdueList, useOverdue } from '../../ui/overdue-list'
import { Refusals } from '../../ui/refusals'
import { ClosureButtons } from '../closures/closure-buttons'
import { ClosurePanel } from '../closures/closure-panel'
import { ClosureWayOut } from '../closures/closure-way-out'
import { useClosureMap } from '../closures/use-closure-map'
import { CoverLegend } from '../cover/cover-legend'
import { CoverButton, CoverPanel } from '../cover/cover-panel'
import { useCover } from '../cover/use-cover'
import { type CallDraft, callText } from './call/call-draft'
import { CallForm } from './call/call-form'
import { DuplicateList } from './call/duplicate-list'
import { factsOfDraft } from './call/duplicates'
import { ActionPanel } from './incident/action-panel'
import { IncidentCard } from './incident/incident-card'
import { IncidentList } from './incident/incident-list'
import { UnsentCall } from './incident/unsent-call'
import { type PlaceDraft, parseMetres, parsePin } from './place/place-draft'
import { PlanButton, PlanPanel } from './plan/plan-panel'
import { DoubtBox } from './sending/doubt-box'
import { Suggestion } from './sending/suggestion'
import { useSuggestion } from './sending/use-suggestion'
import { UnitsBoard, UnitsButton } from './units/units-board'
import { type Board, type BoardProps, useBoard } from './use-board'
import { useBoardKeys } from './use-board-keys'
import { WayOut } from './way-out'

export function OperatorPage(props: BoardProps) {
  const board = useBoard(props)
  useSuggestion(board.chosen)
  useBoardKeys(board)
  return (
    <main className="board">
      <ListColumn board={board} />
      <WorkColumn board={board} />
      <MapColumn board={board} />
    </main>
  )
}

function ListColumn({ board }: { board: Board }) {
  const t = useT()
  const { work, call, incidents, enter, mayTakeCalls } = board
  const openCall = () => enter({ does: 'call' })
  return (
    <section className="column">
      {mayTakeCalls && (
        <div className="column-head">
          <Button fullWidth onClick={openCall} data-testid="new-call">
            {call.has && work.at !== 'call' ? t('call.go_on') : t('call.new')} <Hint keys="N" />
          </Button>
          <LeftSheets sheet={call} title="left.calls" textOf={callText} taken={openCall} />
        </div>
      )}
      <OverdueList all={useOverdue()} choose={(incident) => enter({ does: 'choose', incident })} />
      <IncidentList
        incidents={incidents}
        chosen={work.incident}
        choose={(incident) => enter({ does: 'choose', incident })}
      />
      <div className="looks">
        <PlanButton board={board} />
        <CoverButton isOpen={board.isCoverShown} toggle={() => enter({ does: 'cover' })} hint="Y" />
        <UnitsButton board={board} />
      </div>
      <p className="keys">
        <Kbd size="xs">↑</Kbd> <Kbd size="xs">↓</Kbd> {t('keys.choose')} · <Kbd size="xs">Enter</Kbd>{' '}
        {t('keys.send')}
      </p>
    </section>
  )
}

function WorkColumn({ board }: { board: Board }) {
  const { enter, closures, call } = board
  const takeUp = (draft: CallDraft) => {
    call.begin(draft)
    enter({ does: 'call' })
  }
  return (
    <section className="column middle">
      <Refusals
        hint="D"
        wayOut={(entry) => (
          <>
            <WayOut entry={entry} takeUp={takeUp} />
            <ClosureWayOut entry={entry} takeUp={closures.takeUp} />
          </>
        )}
      />
      {board.work.at === 'call' ? (
        <CallForm
          draft={board.call.draft}
          received={(incident) => enter({ does: 'show', incident })}
          close={() => enter({ does: 'end' })}
        />
      ) : (
        <ChosenIncident board={board} />
      )}
    </section>
  )
}

function ChosenIncident({ board }: { board: Board }) {
  const t = useT()
  const { work, chosen, enter } = board
  if (!chosen) return <UnsentCall id={work.incident} none={<p className="empty">{t('incident.choose')}</p>} />
  return (
    <>
      {work.at === 'action' && work.action !== 'accept' && (
        <ActionPanel
          key={`${chosen.id} ${work.action}`}
          incident={chosen}
          kind={work.action}
          place={board.place}
          close={() => enter({ does: 'end' })}
          byHand={board.byHand}
        />
      )}
      <IncidentCard incident={chosen} acts={board} show={(incident) => enter({ does: 'show', incident })} />
    </>
  )
}

function MapColumn({ board }: { board: Board }) {
  const { work, closures, setPin, enter } = board
  const closing = useClosureMap(closures)
  const cover = useCover(board.isCoverShown)
  return (
    <section className="column right">
      <div className="right-top">
        {board.isPlanShown && <PlanPanel board={board} />}
        {board.isCoverShown && <CoverPanel without={cover.without} ask={cover.ask} />}
        {board.isUnitsShown && <UnitsBoard board={board} />}
        {closures.at === 'shut' ? <Beside board={board} /> : <ClosurePanel closures={closures} />}
      </div>
      <LateMap
        chosen={work.incident}
        draft={closures.at === 'draw' ? undefined : pinOfTyped(board)}
        choose={(incident) => enter({ does: 'choose', incident })}
        {...(setPin && { point: setPin })}
        {...closing}
        cover={cover.view?.villages}
      >
        <ClosureButtons closures={closures} />
        {cover.view && <CoverLegend {...cover.view} />}
      </LateMap>
    </section>
  )
}

// Beside the form, so that it never moves a field or a button from under the pointer.
function Beside({ board }: { board: Board }) {
  const { work, chosen, dispatch, call, enter } = board
  return (
    <>
      {dispatch.doubt && <DoubtBox doubt={dispatch.doubt} send={dispatch.send} forget={dispatch.forget} />}
      {/* From a call that is being typed: what was typed stays, and N goes on with it. */}
      {work.at === 'call' && (
        <KnownOfCall draft={call.draft} show={(incident) => enter({ does: 'show', incident })} />
      )}
      {/* The plan, or the advice on where to wait, has the digits while it is shown. */}
      {work.at !== 'call' && !board.isPlanShown && !board.isCoverShown && chosen && !isOver(chosen.state) && (
        <Suggestion
          incident={chosen}
          suggestion={board.suggestion}
          planned={board.planned}
          send={board.isOffered('unit') ? (unit) => dispatch.ask(unit, false) : undefined}
          byHand={board.byHand}
        />
      )}
      {(work.at === 'call' || !chosen) && !board.isUnitsShown && <UnitsBoard board={board} />}
    </>
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

function pinOfTyped({ work, call, place }: Board) {
  if (work.at === 'call') return drafted(call.draft[0])
  return work.at === 'action' && work.action === 'locate' ? drafted(place[0]) : undefined
}

function drafted(place: PlaceDraft) {
  const pin = parsePin(place.pin)
  return pin && { pin, uncertainty: parseMetres(place.uncertainty) }
}
