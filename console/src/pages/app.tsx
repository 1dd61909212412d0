import { useEffect, useState } from 'react'
import { useT } from '../i18n/language'
import { browserSession, type OpenSession } from '../session/browser'
import { forgetToken, isSignOut, keepToken, tokenFromPage } from '../session/storage'
import type { Windows } from '../session/windows'
import { Banners } from '../ui/banners'
import { LanguageSwitch } from '../ui/language-switch'
import { Ticker } from '../ui/ticker'
import { SessionContext, useShown } from '../ui/use-session'
import { Desk } from './desk'
import { SignInPage } from './sign-in/sign-in-page'

export function App({ windows }: { windows: Windows }) {
  const [token, setToken] = useState(tokenFromPage)
  const [attempt, setAttempt] = useState(0)
  const [open, setOpen] = useState<OpenSession>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same token may be tried again
  useEffect(() => {
    if (token === undefined) return
    const made = browserSession(token, windows)
    setOpen(made)
    return () => {
      made.close()
      setOpen(undefined)
    }
  }, [token, attempt, windows])
  useEffect(() => {
    const look = () => setToken(tokenFromPage())
    window.addEventListener('hashchange', look)
    return () => window.removeEventListener('hashchange', look)
  }, [])

  const signIn = (given: string) => {
    keepToken(given)
    setToken(given)
    setAttempt(attempt + 1)
  }
  const leave = () => {
    open?.forget()
    if (token !== undefined) forgetToken(token)
    setToken(undefined)
  }
  useEffect(() => {
    const look = (event: StorageEvent) => {
      if (token === undefined || !isSignOut(event, token)) return
      open?.forget()
      setToken(undefined)
    }
    window.addEventListener('storage', look)
    return () => window.removeEventListener('storage', look)
  }, [token, open])
  if (token === undefined) return <SignInPage refused={undefined} signIn={signIn} />
  if (!open) return null
  return (
    <SessionContext value={open.session}>
      <Ticker>
        <Room signIn={signIn} leave={leave} />
      </Ticker>
    </SessionContext>
  )
}

function Room(props: { signIn: (token: string) => void; leave: () => void }) {
  const turnedAway = useShown((shown) => shown.turnedAway)
  const isKnown = useShown((shown) => shown.welcome !== undefined)
  if (turnedAway) return <SignInPage refused={turnedAway} signIn={props.signIn} />
  return isKnown ? <Desk leave={props.leave} /> : <FirstContact leave={props.leave} />
}

// Signed in, but the server has not answered yet, and nothing is kept from before.
function FirstContact({ leave }: { leave: () => void }) {
  const t = useT()
  return (
    <main className="sign-in" data-testid="first-contact">
      <Banners />
      <p>{t('sign_in.connecting')}</p>
      <LanguageSwitch />
      <button type="button" className="small-step" onClick={leave}>
        {t('sign_out')}
      </button>
    </main>
  )
}
