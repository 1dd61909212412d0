import { useEffect, useState } from 'react'
import { Ring } from './ring'

interface Sound {
  readonly isAudible: boolean
  readonly test: () => void
  // Once, where it may sound already.
  readonly sound: () => void
}

export function useRing(isRinging: boolean): Sound {
  const [ring] = useState(() => new Ring())
  const [isAudible, setIsAudible] = useState(false)
  useEffect(() => {
    if (!isRinging) return
    ring.start()
    return () => ring.stop()
  }, [ring, isRinging])
  useEffect(() => {
    const enable = () => void ring.enable().then(setIsAudible)
    window.addEventListener('pointerdown', enable)
    window.addEventListener('keydown', enable)
    return () => {
      window.removeEventListener('pointerdown', enable)
      window.removeEventListener('keydown', enable)
    }
  }, [ring])
  const test = () => {
    void ring.enable().then((isOn) => {
      setIsAudible(isOn)
      ring.once()
    })
  }
  return { isAudible, test, sound: () => ring.once() }
}
