import { useEffect, useRef } from 'react'
import type { CallFacts } from '../../../session/question'
import { useSession, useShown } from '../../../ui/use-session'
import { type Answer, aboutOf, answerFor, keepAsking } from './duplicates'

// What may be the same call as this one. `facts` may be made anew each time: what they say is what counts.
export function useDuplicates(facts: CallFacts | undefined): Answer {
  const session = useSession()
  const isUp = useShown((shown) => shown.link.state === 'up')
  const question = useShown((shown) => shown.hints)
  const about = facts && aboutOf(facts)
  const latest = useRef(facts)
  latest.current = facts
  useEffect(() => {
    if (about === undefined) session.forgetHints()
    if (about === undefined || !isUp) return
    const ask = () => {
      if (latest.current) session.checkCall(latest.current, about)
    }
    return keepAsking(ask)
  }, [session, about, isUp])
  useEffect(() => () => session.forgetHints(), [session])
  return answerFor(question, facts)
}
