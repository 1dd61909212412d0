import { useEffect, useState } from 'react'
import type { Ring } from './ring'

// Whether this ring may sound: from the first touch or key on, as browsers have it.
export function useAudible(ring: Ring): boolean {
  const [isAudible, setIsAudible] = useState(false)
  useEffect(() => {
    const enable = () => void ring.enable().then(setIsAudible)
    window.addEventListener('pointerdown', enable)
    window.addEventListener('keydown', enable)
    return () => {
      window.removeEventListener('pointerdown', enable)
      window.removeEventListener('keydown', enable)
    }
  }, [ring])
  return isAudible
}
