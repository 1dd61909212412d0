import { type Map as GlMap, LngLatBounds } from 'maplibre-gl'
import { useEffect, useRef } from 'react'
import { useT } from '../i18n/language'
import { soonText } from '../ui/time'
import { useNow, useShown, useWelcome } from '../ui/use-session'
import type { Pin } from '../wire/message'
import { drawClosureDraft } from './closure-draft'
import { drawClosures } from './closures'

// Closed roads as a page wants them shown; what is closed the map knows itself.
export interface ClosureView {
  readonly chosen: string | undefined
  readonly show: (closure: string) => void
  // The points of the closure that is being drawn.
  readonly drawn: readonly Pin[] | undefined
  // What is to be seen; a new list each time it is wanted.
  readonly look: readonly Pin[] | undefined
}

const nothing: readonly never[] = []
// As near as one must be to see which road it is.
const nearest = 16

export function useClosureDrawing(map: GlMap | undefined, view: ClosureView | undefined): void {
  useClosed(map, view?.chosen)
  const lines = useShown((shown) => shown.closing?.answer?.lines) ?? nothing
  const points = view?.drawn
  useEffect(() => {
    if (map) drawClosureDraft(map, points ?? nothing, points ? lines : nothing)
  }, [map, points, lines])
  const look = view?.look
  useEffect(() => {
    if (map && look) fit(map, look)
  }, [map, look])
  const isDrawing = points !== undefined
  const before = useRef(points)
  before.current = points
  useEffect(() => {
    if (!map || !isDrawing) return
    // Drawing goes on, perhaps on the other of the two maps.
    fit(map, before.current ?? nothing)
    map.doubleClickZoom.disable()
    return () => {
      map.doubleClickZoom.enable()
    }
  }, [map, isDrawing])
}

function useClosed(map: GlMap | undefined, chosen: string | undefined): void {
  const t = useT()
  const now = useNow()
  const offset = useWelcome().region.utc_offset_minutes
  const closures = useShown((shown) => shown.picture.closures)
  const closed = useShown((shown) => shown.closed)
  const roads = [...closures.values()].map((closure) => ({
    closure,
    lines: closed.get(closure.id)?.answer?.lines ?? nothing,
    label: `${closure.reason}\n${t('closure.until_short', { time: soonText(closure.until, offset, now) })}`,
  }))
  const latest = useRef(roads)
  latest.current = roads
  // Anew only when a word or a road is another, not with each second.
  const words = roads.map(({ label }) => label).join('\n')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the roads are made of these
  useEffect(() => {
    if (map) drawClosures(map, latest.current, chosen)
  }, [map, closures, closed, words, chosen])
}

function fit(map: GlMap, pins: readonly Pin[]): void {
  const [first] = pins
  if (!first) return
  const start = new LngLatBounds([first.lon, first.lat], [first.lon, first.lat])
  const bounds = pins.reduce((all, { lon, lat }) => all.extend([lon, lat]), start)
  map.fitBounds(bounds, { padding: 60, maxZoom: nearest, duration: 400 })
}
