import { useEffect } from 'react'
import { isOver } from '../../../picture/life'
import { useSession, useShown } from '../../../ui/use-session'
import type { Incident } from '../../../wire/message'

const askEvery = 10_000

// The chosen incident's suggestion is asked for anew: positions move while the operator reads.
export function useSuggestion(incident: Incident | undefined): void {
  const session = useSession()
  const isUp = useShown((shown) => shown.link.state === 'up')
  const id = incident && !isOver(incident.state) ? incident.id : undefined
  const version = incident?.v
  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed incident is another question
  useEffect(() => {
    if (id === undefined || !isUp) return
    session.recommend(id)
    const timer = setInterval(() => session.recommend(id), askEvery)
    return () => clearInterval(timer)
  }, [session, id, version, isUp])
}
