import { useState } from 'react'
import { useLanguage, useT } from '../../i18n/language'
import { LateMap } from '../../map/late-map'
import { isFinished, isOver } from '../../picture/life'
import { assignmentsOf, inOrder, sinceWhen } from '../../picture/order'
import { unitsInUse } from '../../picture/picture'
import { PositionAge } from '../../ui/age'
import { availabilityText } from '../../ui/availability-text'
import { IncidentStateBadge, PriorityBadge } from '../../ui/badges'
import { OverdueList, useOverdue } from '../../ui/overdue-list'
import { dismissFirst, Refusals } from '../../ui/refusals'
import { spanText } from '../../ui/time'
import { useKeys } from '../../ui/use-keys'
import { useMay, useNow, useSession, useShown } from '../../ui/use-session'
import { useWakeLock } from '../../ui/use-wake-lock'
import { ClosureButtons } from '../closures/closure-buttons'
import { ClosurePanel } from '../closures/closure-panel'
import { ClosureWayOut } from '../closures/closure-way-out'
import { useClosureMap } from '../closures/use-closure-map'
import type { Closures } from '../closures/use-closures'
import { followAdvice } from '../cover/advice-list'
import { CoverLegend } from '../cover/cover-legend'
import { CoverButton, CoverPanel } from '../cover/cover-panel'
import { useCover } from '../cover/use-cover'
import { IncidentCard } from '../operator/incident/incident-card'
import { figuresOf, type Hits } from './figures'

interface Props {
  readonly chosen: string | undefined
  readonly choose: (incident: string) => void
}

export function MapPage({ chosen, choose, closures }: Props & { readonly closures: Closures }) {
  const closing = useClosureMap(closures)
  const session = useSession()
  const may = useMay()
  const [isCoverShown, showCover] = useState(false)
  useWakeLock(true)
  const cover = useCover(isCoverShown)
  useKeys((key, event) => {
    if (closures.takes(key)) event.preventDefault()
    else if (key === 'd') dismissFirst(session)
    else if (key === 'y') showCover(!isCoverShown)
    else if (key === 'Escape') showCover(false)
    else if (isCoverShown && may('send_units') && /^[1-9]$/.test(key)) followAdvice(session, Number(key) - 1)
  })
  return (
    <main className="map-page">
      <LateMap chosen={chosen} choose={choose} {...closing} cover={cover.view?.villages}>
        <ClosureButtons closures={closures} />
        <CoverButton isOpen={isCoverShown} toggle={() => showCover(!isCoverShown)} hint="Y" />
        {cover.view && <CoverLegend {...cover.view} />}
      </LateMap>
      <aside className="side">
        <Refusals hint="D" wayOut={(entry) => <ClosureWayOut entry={entry} takeUp={closures.takeUp} />} />
        {closures.at !== 'shut' && <ClosurePanel closures={closures} />}
        {isCoverShown && <CoverPanel without={cover.without} ask={cover.ask} />}
        <LookedAt chosen={chosen} choose={choose} />
        <FiguresPanel choose={choose} />
        <RunningList chosen={chosen} choose={choose} />
        <UnitList />
      </aside>
    </main>
  )
}

// The card of what was clicked, as the rights of whoever looks allow: a supervisor reads it, and changes nothing.
function LookedAt({ chosen, choose }: Props) {
  const incident = useShown((shown) =>
    chosen === undefined ? undefined : shown.picture.incidents.get(chosen),
  )
  return incident ? <IncidentCard incident={incident} acts={undefined} show={choose} /> : null
}

function FiguresPanel({ choose }: Pick<Props, 'choose'>) {
  const t = useT()
  const now = useNow()
  const overdue = useOverdue()
  const figures = figuresOf(
    useShown((shown) => shown.picture),
    now,
  )
  return (
    <>
      <div className="figures" data-testid="figures">
        {(['waiting', 'running', 'scheduled'] as const).map((group) => (
          <div key={group} className="figure" data-testid={`figure-${group}`}>
            <strong>{figures.incidents[group]}</strong> {t(`group.${group}`)}
          </div>
        ))}
        {(['available', 'conditional', 'not_available'] as const).map((state) => (
          <div key={state} className="figure" data-testid={`figure-${state}`}>
            <strong>{figures.units[state]}</strong> {t(`availability_state.${state}`)}
          </div>
        ))}
      </div>
      {figures.estimates && <EstimatesLine hits={figures.estimates} />}
      <OverdueList all={overdue} choose={choose} />
      {overdue.length + figures.lost.length === 0 && <p className="empty">{t('overdue.none')}</p>}
      {figures.lost.map((unit) => (
        <p key={unit.id} className="lost-unit" data-testid="lost-unit">
          ▲ <strong>{unit.id}</strong> {t('overdue.lost')} <LostAge unit={unit.id} />
        </p>
      ))}
    </>
  )
}

function EstimatesLine({ hits: { arrivals, within, percent, measured } }: { hits: Hits }) {
  const t = useT()
  const language = useLanguage()
  const shown = (ratio: string) => (language === 'id' ? ratio.replace('.', ',') : ratio)
  return (
    <p className="estimates" data-testid="estimates" data-measured={measured !== undefined}>
      {t('estimates', { arrivals, within, percent })}
      <br />
      <small>
        {measured
          ? t('estimates.measured', { low: shown(measured.low), high: shown(measured.high) })
          : t('estimates.assumed')}
      </small>
    </p>
  )
}

function LostAge({ unit }: { unit: string }) {
  const now = useNow()
  const seen = useShown((shown) => shown.picture.fixes.get(unit))
  return <PositionAge seen={seen} now={now} />
}

function RunningList({ chosen, choose }: Props) {
  const t = useT()
  const now = useNow()
  const picture = useShown((shown) => shown.picture)
  const open = inOrder(picture.incidents.values()).filter((incident) => !isOver(incident.state))
  return (
    <>
      <h3>
        {t('incidents')} <span className="count">{open.length}</span>
      </h3>
      {open.map((incident) => (
        <button
          key={incident.id}
          type="button"
          className="side-row"
          data-testid="side-incident"
          data-chosen={incident.id === chosen}
          onClick={() => choose(incident.id)}
        >
          <PriorityBadge priority={incident.triage?.priority} />
          <span>
            <strong>{incident.number}</strong> <IncidentStateBadge state={incident.state} />{' '}
            <span className="since">{spanText(Math.max(0, now - sinceWhen(incident)), t)}</span>
            <br />
            {incident.place.text.trim() || t('place.unknown')}
            {assignmentsOf(picture, incident)
              .filter((one) => !isFinished(one.state))
              .map((one) => ` · ${one.unit} ${t(`assignment_state.${one.state}`)}`)}
          </span>
        </button>
      ))}
    </>
  )
}

function UnitList() {
  const t = useT()
  const now = useNow()
  const picture = useShown((shown) => shown.picture)
  const units = [...unitsInUse(picture.units)].sort((a, b) => a.id.localeCompare(b.id))
  return (
    <>
      <h3>
        {t('units')} <span className="count">{units.length}</span>
      </h3>
      {units.map((unit) => (
        <div key={unit.id} className="side-row" data-testid="side-unit" data-unit={unit.id}>
          <strong>{unit.id}</strong>
          <span>
            {availabilityText(unit, picture, t)}
            <br />
            <PositionAge seen={picture.fixes.get(unit.id)} now={now} />
          </span>
        </div>
      ))}
    </>
  )
}
