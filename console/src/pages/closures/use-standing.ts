import { useEffect } from 'react'
import { useSession, useShown, useWelcome } from '../../ui/use-session'
import type { Pin } from '../../wire/message'
import { aboutOf, type Standing, standingOf } from './drawing'

// The roads that the points close are asked for with each point, and again when the server is back.
export function useStanding(points: readonly Pin[]): Standing {
  const session = useSession()
  const isUp = useShown((shown) => shown.link.state === 'up')
  const hasRoads = useWelcome().region.roads === 'ready'
  const question = useShown((shown) => shown.closing)
  const about = aboutOf(points)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same points are the same question
  useEffect(() => {
    if (isUp && hasRoads && about !== '') session.askClosing(points, about)
    else session.forgetClosing()
  }, [session, about, isUp, hasRoads])
  useEffect(() => () => session.forgetClosing(), [session])
  return standingOf(points, question, { isUp, hasRoads })
}
