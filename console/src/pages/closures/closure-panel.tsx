import { useEffect, useRef } from 'react'
import { ClosureList } from './closure-list'
import { DrawForm } from './draw-form'
import type { Closures } from './use-closures'

// Beside the map, never over it: the form for a road that is being closed, or the list of those that are.
export function ClosurePanel({ closures }: { closures: Closures }) {
  const frame = useRef<HTMLElement>(null)
  useEffect(() => {
    frame.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <section ref={frame} className="closures panel" data-testid="closures" data-mode={closures.at}>
      {closures.at === 'draw' ? <DrawForm closures={closures} /> : <ClosureList closures={closures} />}
    </section>
  )
}
