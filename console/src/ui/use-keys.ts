import { useEffect, useRef } from 'react'
import { singleKeysAreOn } from './single-keys'

// Single keys act only while nobody types or fills in a form.
export function useKeys(pressed: (key: string, event: KeyboardEvent) => void): void {
  const latest = useRef(pressed)
  latest.current = pressed
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return
      if (isTaken(event.key, event.target)) return
      if (event.key.length === 1 && !singleKeysAreOn()) return
      if (document.querySelector('dialog[open]')) return
      latest.current(event.key.length === 1 ? event.key.toLowerCase() : event.key, event)
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}

// One key that acts in the middle of a word too, with nothing held down beside it. Nothing to do: the key is the
// browser's.
export function usePlainKey(key: string, act: (() => void) | undefined): void {
  const latest = useRef(act)
  latest.current = act
  const isActive = act !== undefined
  useEffect(() => {
    if (!isActive) return
    const listen = (event: KeyboardEvent) => {
      const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey && !event.repeat
      if (event.key !== key || !isPlain) return
      event.preventDefault()
      latest.current?.()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [key, isActive])
}

const ofButtons = ['Enter', ' ', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']

function isTaken(key: string, target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.closest('form, textarea, select, input:not([type=radio])')) return true
  return target.closest('button, a, input, summary') !== null && ofButtons.includes(key)
}
