import { type ReactNode, useEffect, useState } from 'react'
import { NowContext, useSession } from './use-session'

export function Ticker({ children }: { children: ReactNode }) {
  const session = useSession()
  const [now, setNow] = useState(session.now)
  useEffect(() => {
    const tick = () => setNow(session.now())
    const timer = setInterval(tick, 1000)
    // The first welcome may set the clock by hours.
    let link = session.shown().link.state
    const stop = session.subscribe(() => {
      const before = link
      link = session.shown().link.state
      if (link !== before) tick()
    })
    return () => {
      clearInterval(timer)
      stop()
    }
  }, [session])
  return <NowContext value={now}>{children}</NowContext>
}
