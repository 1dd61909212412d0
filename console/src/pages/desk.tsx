import { SegmentedControl } from '@mantine/core'
import { useEffect, useReducer, useState } from 'react'
import { useT } from '../i18n/language'
import { tilesAround } from '../map/tiles'
import { may, seatOf } from '../session/rights'
import { Attention } from '../ui/attention'
import { Banners } from '../ui/banners'
import { Header } from '../ui/header'
import { PulseStrip } from '../ui/pulse'
import { useKeys } from '../ui/use-keys'
import { useSession, useShown, useWelcome } from '../ui/use-session'
import { useSheet } from '../ui/use-sheets'
import { useClosures } from './closures/use-closures'
import { CrewPage } from './crew/crew-page'
import { FacilitiesPage } from './facility/facilities-page'
import { HospitalPage } from './facility/hospital-page'
import { KeysButton } from './keys-page'
import { MapPage } from './map/map-page'
import { next, workOf } from './mode'
import { NothingHere } from './nothing-here'
import { emptyCall } from './operator/call/call-draft'
import { OperatorPage } from './operator/operator-page'

type View = 'board' | 'map' | 'facilities'

const views: Readonly<Record<string, View>> = { board: 'board', map: 'map', facilities: 'facilities' }

export function Desk({ leave }: { leave: () => void }) {
  const t = useT()
  const welcome = useWelcome()
  const seat = seatOf(welcome)
  const isUp = useShown((shown) => shown.link.state === 'up' && shown.picture.store?.state !== 'away')
  const [view, setView] = useState<View>('board')
  const call = useSheet('call', emptyCall)
  const [mode, enter] = useReducer(next, {
    at: call.has && may(welcome, 'take_calls') ? 'call' : 'board',
    incident: undefined,
  })
  const closures = useClosures(mode, enter)
  const hasBoard = seat === 'desk' || seat === 'map'
  const choose = (incident: string) => {
    if (seat === 'desk') setView('board')
    enter({ does: seat === 'desk' ? 'choose' : 'mark', incident })
  }
  useOverview(hasBoard)
  useKeys((key) => {
    if (key === 'm') setView(view === 'map' ? 'board' : 'map')
    if (key === 'i' && seat === 'desk') setView(view === 'facilities' ? 'board' : 'facilities')
  })
  return (
    <div className="page" data-testid="page" data-seat={seat} data-live={isUp}>
      <Header leave={leave}>
        {seat === 'desk' && (
          <SegmentedControl
            size="xs"
            data-testid="view"
            value={view}
            onChange={(chosen) => setView(views[chosen] ?? 'board')}
            data={[
              { value: 'board', label: t('view.board') },
              { value: 'map', label: `${t('view.map')} (M)` },
              { value: 'facilities', label: `${t('view.facilities')} (I)` },
            ]}
          />
        )}
        {hasBoard && <Attention />}
        {seat === 'desk' && <KeysButton />}
      </Header>
      <Banners />
      {hasBoard && <PulseStrip choose={choose} />}
      {seat === 'crew' && <CrewPage />}
      {seat === 'facility' && <HospitalPage />}
      {seat === 'desk' && view === 'facilities' && <FacilitiesPage />}
      {seat === 'nowhere' && <NothingHere />}
      {seat === 'desk' && view === 'board' && <OperatorPage mode={mode} enter={enter} closures={closures} />}
      {(seat === 'map' || (seat === 'desk' && view === 'map')) && (
        <MapPage
          chosen={workOf(mode).incident}
          choose={(incident) => enter({ does: 'mark', incident })}
          closures={closures}
        />
      )}
    </div>
  )
}

// Ages stand beside units in every list, so positions are followed wherever the map looks.
function useOverview(isWanted: boolean): void {
  const session = useSession()
  const { lat, lon, zoom } = useWelcome().region.map
  useEffect(() => {
    if (!isWanted) return
    session.lookAt('overview', tilesAround(lat, lon, zoom))
    return () => session.lookAt('overview', [])
  }, [session, isWanted, lat, lon, zoom])
}
