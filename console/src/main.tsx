import './ui/mantine.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { keptLanguage, startLanguage } from './i18n/language'
import { App } from './pages/app'
import { FaultPage } from './pages/fault-page'
import { keepPage } from './session/page'
import { openWindow } from './session/windows'
import { Themed } from './ui/themed'
import './ui/tokens.css'
import './ui/siaga.css'
import './ui/signs.css'
import './ui/banners.css'
import './ui/forms.css'
import './map/map.css'
import './pages/sign-in/sign-in.css'
import './pages/operator/operator.css'
import './pages/operator/incident/incident.css'
import './pages/operator/call/call.css'
import './pages/operator/place/place.css'
import './pages/operator/call/duplicates.css'
import './pages/operator/sending/suggestion.css'
import './pages/map/map-page.css'
import './pages/closures/closures.css'
import './pages/crew/crew.css'
import './pages/facility/facility.css'

startLanguage(keptLanguage())
if (import.meta.env.PROD) keepPage()

const root = document.getElementById('root')
if (root) void start(root)

async function start(root: HTMLElement): Promise<void> {
  const locks = 'locks' in navigator ? navigator.locks : undefined
  const windows = await openWindow(locks, localStorage, sessionStorage)
  createRoot(root).render(
    <StrictMode>
      <Themed>
        <FaultPage>
          <App windows={windows} />
        </FaultPage>
      </Themed>
    </StrictMode>,
  )
}
