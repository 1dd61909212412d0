import { useEffect, useState } from 'react'
import { Ring } from './ring'
import { useAudible } from './use-audible'

interface Sound {
  readonly isAudible: boolean
  readonly test: () => void
  // Once, where it may sound already.
  readonly sound: () => void
}

export function useRing(isRinging: boolean): Sound {
  const [ring] = useState(() => new Ring())
  const isAudible = useAudible(ring)
  useEffect(() => {
    if (!isRinging) return
    ring.start()
    return () => ring.stop()
  }, [ring, isRinging])
  const test = () => {
    void ring.enable().then(() => ring.once())
  }
  return { isAudible, test, sound: () => ring.once() }
}
