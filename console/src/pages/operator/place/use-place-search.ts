import { useEffect, useState } from 'react'
import { useSession, useShown } from '../../../ui/use-session'
import type { Candidate, Candidates } from '../../../wire/message'
import { type Choice, closed, isWorthAsking, opened, pause } from './choice'

const none: readonly Candidate[] = []

export interface PlaceSearch {
  readonly choice: Choice
  readonly setChoice: (choice: Choice) => void
  readonly candidates: readonly Candidate[]
  readonly tried: readonly string[]
  // What stands there is the answer to the words as they are now.
  readonly isAnswered: boolean
  readonly isRefused: boolean
  // The operator has changed the words.
  readonly typed: (text: string) => void
  // The operator has ended and wants to know.
  readonly search: () => void
}

// Suggestions for words that are being typed: asked for when the keys rest, and at once on Enter.
export function usePlaceSearch(text: string): PlaceSearch {
  const session = useSession()
  const isUp = useShown((shown) => shown.link.state === 'up')
  const question = useShown((shown) => shown.search)
  const [choice, setChoice] = useState(closed)
  const [wanted, setWanted] = useState<{ readonly text: string; readonly typing: boolean }>()
  useEffect(() => {
    if (!wanted || !isUp || !isWorthAsking(wanted.text)) return
    const ask = () => session.locate(wanted.text, wanted.typing)
    const timer = setTimeout(ask, wanted.typing ? pause : 0)
    return () => clearTimeout(timer)
  }, [session, wanted, isUp])
  useEffect(() => () => session.forgetSearch(), [session])
  const answer: Candidates | undefined = question?.answer
  return {
    choice,
    setChoice,
    candidates: answer?.candidates ?? none,
    tried: answer?.tried ?? [],
    isAnswered: question?.state === 'answered' && question.about === text,
    isRefused: question?.state === 'refused',
    typed: (now) => {
      setWanted({ text: now, typing: true })
      setChoice(isWorthAsking(now) ? { ...opened, marked: choice.marked } : closed)
    },
    search: () => {
      setWanted({ text, typing: false })
      setChoice(opened)
    },
  }
}
