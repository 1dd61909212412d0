import type { Map as GlMap, Point } from 'maplibre-gl'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useLanguage, useT } from '../i18n/language'
import type { Reached } from '../picture/cover'
import { emptyPicture, unitsInUse } from '../picture/picture'
import { useTheme } from '../ui/theme'
import { useNow, useSession, useShown, useWelcome } from '../ui/use-session'
import type { Pin } from '../wire/message'
import { createMap } from './base'
import { keepBase } from './base-map'
import { addCircles, type DraftPin, drawCircles, lowestCircle } from './circles'
import { addClosureDraft } from './closure-draft'
import { addClosures, closureLayers } from './closures'
import { addCounts, drawCounts } from './counts'
import { addCover, drawCover } from './cover'
import { addGraticule, drawGraticule, showGraticule } from './graticule'
import { addIncidents, drawIncidents, incidentLayer } from './incidents'
import { addJobLines, drawJobLines, showPlace } from './job-lines'
import { Legend } from './legend'
import { drawPin } from './pin'
import { addStations, drawStations } from './stations'
import { tilesFor } from './tiles'
import { addUnits, drawUnits } from './units'
import { type ClosureView, useClosureDrawing } from './use-closure-drawing'
import { addVeil, drawVeil, veilLayer } from './veil'
import { useVillageAreas } from './village-areas'

export interface MapProps {
  readonly chosen?: string | undefined
  readonly choose?: (incident: string) => void
  // The pin of the form that is being filled in.
  readonly draft?: DraftPin | undefined
  // Given: a click sets the pin of a form, or draws; `advice` says which.
  readonly point?: (pin: Pin) => void
  readonly advice?: string
  readonly closures?: ClosureView
  // How villages are reached; not there while nobody asks.
  readonly cover?: readonly Reached[] | undefined
  // What stands on the map and is no part of it.
  readonly children?: ReactNode
}

export function MapPanel(props: MapProps) {
  const t = useT()
  const frame = useRef<HTMLDivElement>(null)
  const { map, isWithout, base } = useMap(frame, props)
  useDrawing(map, props)
  useClosureDrawing(map, props.closures)
  const theme = useTheme()
  useEffect(() => {
    if (map) drawVeil(map, theme)
  }, [map, theme])
  const areas = useVillageAreas(map, base === 'land' || base === 'places', props.cover !== undefined)
  useEffect(() => {
    if (map) drawCover(map, props.cover ?? [], areas)
  }, [map, props.cover, areas])
  return (
    <div className="map" data-testid="map" data-ready={map !== undefined} data-base={base}>
      <div ref={frame} className="map-frame" data-pointing={props.point !== undefined} />
      <div className="map-top">
        {props.children}
        {isWithout && <p className="map-without">{t('map.without')}</p>}
        {props.point && <p className="map-advice">{props.advice ?? t('place.click_map')}</p>}
        {base === 'missing' && <p className="map-no-base">{t('map.no_base')}</p>}
      </div>
      <Legend />
    </div>
  )
}

// From the lowest to the uppermost.
const layers = [
  addVeil,
  addGraticule,
  addCircles,
  addCover,
  addClosures,
  addClosureDraft,
  addStations,
  addCounts,
  addJobLines,
  addIncidents,
  addUnits,
]
// How far beside a road, in pixels, one may click and mean it.
const reach = 6

type Base = 'awaited' | 'land' | 'places' | 'missing'

function useMap(frame: React.RefObject<HTMLDivElement | null>, props: MapProps) {
  const session = useSession()
  const view = useWelcome().region.map
  const latest = useRef(props)
  latest.current = props
  const [map, setMap] = useState<GlMap>()
  const [isWithout, setIsWithout] = useState(false)
  const [base, setBase] = useState<Base>('awaited')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the region's view is only where the map begins
  useEffect(() => {
    if (!frame.current) return
    let made: GlMap
    let stopBase = () => {}
    try {
      made = createMap(frame.current, view)
    } catch {
      setIsWithout(true)
      return
    }
    const look = () => {
      const bounds = made.getBounds()
      const [west, south] = [bounds.getWest(), bounds.getSouth()]
      const [east, north] = [bounds.getEast(), bounds.getNorth()]
      session.lookAt('map', tilesFor({ west, south, east, north }, made.getZoom()))
      session.lookFrom(middleOf(made))
      drawGraticule(made)
    }
    made.on('load', () => {
      for (const add of layers) add(made)
      made.on('moveend', look)
      look()
      setMap(made)
      stopBase = keepBase(made, { land: veilLayer, labels: lowestCircle }, (drawn) => {
        if (drawn) showGraticule(made, !drawn.showsLand)
        setBase(drawn ? (drawn.showsLand ? 'land' : 'places') : 'missing')
      })
    })
    made.on('click', (event) => {
      const { point, choose, closures } = latest.current
      if (point) return point({ lat: event.lngLat.lat, lon: event.lngLat.lng })
      const incident = hitAt(made, event.point, [incidentLayer], 0)
      if (incident !== undefined) return choose?.(incident)
      const closure = hitAt(made, event.point, closureLayers, reach)
      if (closure !== undefined) closures?.show(closure)
    })
    return () => {
      session.lookAt('map', [])
      session.lookFrom(undefined)
      setMap(undefined)
      stopBase()
      made.remove()
    }
  }, [session])
  return { map, isWithout, base }
}

// The uppermost thing of these layers near a click.
function hitAt(map: GlMap, { x, y }: Point, layers: readonly string[], far: number): string | undefined {
  const box: [[number, number], [number, number]] = [
    [x - far, y - far],
    [x + far, y + far],
  ]
  const [hit] = map.queryRenderedFeatures(box, { layers: [...layers] })
  return hit && String(hit.properties.id)
}

function middleOf(map: GlMap): Pin {
  const { lat, lng } = map.getCenter().wrap()
  return { lat, lon: lng }
}

function useDrawing(map: GlMap | undefined, { chosen, draft, point }: MapProps): void {
  const t = useT()
  const language = useLanguage()
  const now = useNow()
  const picture = useShown((shown) => shown.picture)
  useEffect(() => {
    if (map) drawStations(map, unitsInUse(picture.units))
  }, [map, picture.units])
  useEffect(() => {
    if (map) drawCounts(map, picture.counts)
  }, [map, picture.counts])
  // biome-ignore lint/correctness/useExhaustiveDependencies: labels are words of the language
  useEffect(() => {
    if (!map) return
    drawUnits(map, picture.counts.size > 0 ? emptyPicture : picture, now, t)
    drawIncidents(map, picture.incidents.values(), chosen, now, t)
  }, [map, picture.units, picture.fixes, picture.counts, picture.incidents, chosen, now, language])
  const incident = chosen === undefined ? undefined : picture.incidents.get(chosen)
  const [lat, lon, uncertainty] = [draft?.pin.lat, draft?.pin.lon, draft?.uncertainty]
  // biome-ignore lint/correctness/useExhaustiveDependencies: labels are words of the language
  useEffect(() => {
    if (!map) return
    const drawn = lat === undefined || lon === undefined ? undefined : { pin: { lat, lon }, uncertainty }
    drawCircles(map, incident, drawn, now, t, language)
  }, [map, incident, lat, lon, uncertainty, now, language])
  const latest = useRef(point)
  latest.current = point
  useEffect(() => {
    if (!map || lat === undefined || lon === undefined) return
    if (!map.getBounds().contains([lon, lat])) map.easeTo({ center: [lon, lat], duration: 300 })
    return drawPin(map, { lat, lon }, (moved) => latest.current?.(moved))
  }, [map, lat, lon])
  useEffect(() => {
    if (map) drawJobLines(map, picture, incident)
  }, [map, picture, incident])
  const to = incident?.place.pin ?? incident?.proposals?.[0]?.pin
  // biome-ignore lint/correctness/useExhaustiveDependencies: another place is looked at, not each move of a unit
  useEffect(() => {
    if (map && incident && to) showPlace(map, picture, incident, to)
  }, [map, incident?.id, to?.lat, to?.lon])
}
