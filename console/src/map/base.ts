import { AttributionControl, Map as GlMap, NavigationControl, ScaleControl, setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import 'maplibre-gl/dist/maplibre-gl.css'

setWorkerUrl(workerUrl)

// The style names no `glyphs`, so labels are drawn with the device's own fonts and nothing is fetched.
export const font = ['sans-serif']

export interface View {
  readonly lat: number
  readonly lon: number
  readonly zoom: number
}

// Throws where the device cannot draw maps (no WebGL); whoever asks must do without one then.
export function createMap(container: HTMLElement, view: View): GlMap {
  const map = new GlMap({
    container,
    style: {
      version: 8,
      sources: {},
      layers: [{ id: 'ground', type: 'background', paint: { 'background-color': '#eef1ec' } }],
    },
    center: [view.lon, view.lat],
    zoom: view.zoom,
    maxPitch: 0,
    dragRotate: false,
    pitchWithRotate: false,
    attributionControl: false,
    // Labels are made anew each second, because ages tick: they must not fade in and out.
    fadeDuration: 0,
    // The desk's arrow keys choose incidents.
    keyboard: false,
  })
  map.touchZoomRotate.disableRotation()
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right')
  map.addControl(new AttributionControl({ compact: false }), 'bottom-right')
  map.addControl(new ScaleControl({ unit: 'metric' }), 'bottom-left')
  return map
}
