import { lazy, Suspense } from 'react'
import { useT } from '../i18n/language'
import type { MapProps } from './map-panel'

const tryAgain = 3000

// The map is three quarters of all code, and a page must work before it is there, and without it.
const MapPanel = lazy(async () => {
  for (;;) {
    try {
      return { default: (await import('./map-panel')).MapPanel }
    } catch {
      await new Promise((resolve) => setTimeout(resolve, tryAgain))
    }
  }
})

export function LateMap(props: MapProps) {
  const t = useT()
  return (
    <Suspense fallback={<p className="map empty">{t('map.loading')}</p>}>
      <MapPanel {...props} />
    </Suspense>
  )
}
