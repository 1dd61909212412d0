import { useMemo, useState } from 'react'
import { type Reached, reachedBy } from '../../picture/cover'
import { useShown } from '../../ui/use-session'

export interface CoverView {
  readonly villages: readonly Reached[]
  readonly without: string | undefined
}

// What the map shows of it, and of which unit it is asked what happens if it goes. Nothing while it is shut.
export function useCover(isOpen: boolean) {
  const cover = useShown((shown) => shown.picture.cover)
  const [asked, ask] = useState<string>()
  // Who is no longer free cannot go.
  const without = cover?.prices.some(({ unit }) => unit === asked) ? asked : undefined
  const view = useMemo<CoverView | undefined>(
    () => (isOpen && cover ? { villages: reachedBy(cover, without), without } : undefined),
    [isOpen, cover, without],
  )
  return { view, without, ask }
}
