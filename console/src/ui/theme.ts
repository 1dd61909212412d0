import { useEffect, useSyncExternalStore } from 'react'
import { listen, texts } from './draft'

export const choices = ['clock', 'day', 'night'] as const
export type Choice = (typeof choices)[number]
export type Theme = 'day' | 'night'

const key = 'siaga.theme'

// From dusk to dawn near the equator, by this device's clock: only colours hang on it.
const dawn = 6
const dusk = 18

export function themeAt(choice: Choice, hour: number): Theme {
  if (choice !== 'clock') return choice
  return hour >= dawn && hour < dusk ? 'day' : 'night'
}

export function choiceOf(text: string | null): Choice {
  return choices.find((one) => one === text) ?? 'clock'
}

export function choose(choice: Choice): void {
  texts.write(key, choice)
}

export function useChoice(): Choice {
  return choiceOf(useSyncExternalStore(listen, () => texts.read(key)))
}

// The theme that holds now; the whole page follows it.
export function useTheme(): Theme {
  const theme = useSyncExternalStore(listenAndLook, () =>
    themeAt(choiceOf(texts.read(key)), new Date().getHours()),
  )
  useEffect(() => {
    document.documentElement.dataset.theme = theme
  }, [theme])
  return theme
}

function listenAndLook(listener: () => void): () => void {
  const stop = listen(listener)
  const timer = setInterval(listener, 60_000)
  return () => {
    stop()
    clearInterval(timer)
  }
}
