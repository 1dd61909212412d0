import { createContext, useContext, useSyncExternalStore } from 'react'
import { may } from '../session/rights'
import type { Session } from '../session/session'
import type { Shown } from '../session/shown'
import type { Right, Welcome } from '../wire/message'

export const SessionContext = createContext<Session | undefined>(undefined)

export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('no session above this component')
  return session
}

// `select` must return the same object for the same state: a part of it, not a new list.
export function useShown<T>(select: (shown: Shown) => T): T {
  const session = useSession()
  return useSyncExternalStore(session.subscribe, () => select(session.shown()))
}

export function useWelcome(): Welcome {
  const welcome = useShown((shown) => shown.welcome)
  if (!welcome) throw new Error('a page is shown before the first welcome')
  return welcome
}

// Whether whoever is signed in may do this. The server has the last word.
export function useMay(): (right: Right) => boolean {
  const welcome = useWelcome()
  return (right) => may(welcome, right)
}

// The server's time, once a second, the same for everything on the screen: two ages of one thing never differ.
export const NowContext = createContext(0)

export function useNow(): number {
  return useContext(NowContext)
}
