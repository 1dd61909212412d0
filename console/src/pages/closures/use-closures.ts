import { useState } from 'react'
import { useDraft } from '../../ui/draft'
import { useSession, useWelcome } from '../../ui/use-session'
import type { Pin } from '../../wire/message'
import { type ClosureDraft, drawn, emptyClosure, type Stroke } from './drawing'

type Mode = 'shut' | 'list' | 'draw'
// What is asked about the chosen closure before it is done.
export type Ask = 'until' | 'open'

interface State {
  readonly mode: Mode
  readonly chosen: string | undefined
  readonly ask: Ask | undefined
  // What the map is to show; a new list each time it is wanted.
  readonly look: readonly Pin[] | undefined
}

export interface Closures extends State {
  readonly mayClose: boolean
  readonly draft: ClosureDraft
  readonly hasPoints: boolean
  readonly draw: () => void
  readonly stroke: (stroke: Stroke) => void
  // Leaves; what was drawn stays, and drawing goes on with it.
  readonly leave: () => void
  readonly discard: () => void
  readonly list: () => void
  readonly show: (closure: string) => void
  readonly askFor: (ask: Ask | undefined) => void
  // True: the key is one of the roads', and nothing else may be done with it.
  readonly takes: (key: string) => boolean
}

const shut: State = { mode: 'shut', chosen: undefined, ask: undefined, look: undefined }

// Closing roads and looking at those that are closed, the same on the board and on the large map.
export function useClosures(): Closures {
  const session = useSession()
  const mayClose = useWelcome().role === 'operator'
  const [draft, setDraft, clearDraft] = useDraft('closure', emptyClosure)
  const [state, setState] = useState(shut)
  const leave = () => {
    if (draft.points.length === 0) clearDraft()
    setState(shut)
  }
  const discard = () => {
    clearDraft()
    setState(shut)
  }
  const draw = () => {
    if (mayClose) setState({ ...shut, mode: 'draw' })
  }
  const list = () => setState({ ...shut, mode: 'list' })
  const show = (chosen: string) => {
    const { picture, closed } = session.shown()
    const lines = closed.get(chosen)?.answer?.lines.flat() ?? []
    const points = picture.closures.get(chosen)?.points
    setState({ ...shut, mode: 'list', chosen, look: lines.length > 0 ? lines : points })
  }
  const takes = (key: string) => {
    if (key === 'j' && mayClose) draw()
    else if (key === 'b') state.mode === 'list' ? leave() : list()
    else if (state.mode === 'shut') return false
    else if (key === 'Escape') state.ask ? setState({ ...state, ask: undefined }) : leave()
    // A unit is never sent with a key that was meant for a road.
    else return /^(Enter|Backspace|[0-9])$/.test(key) || (state.mode === 'list' && keysOfCard.has(key))
    return true
  }
  return {
    ...state,
    mayClose,
    draft,
    hasPoints: draft.points.length > 0,
    draw,
    stroke: (stroke) => setDraft(drawn(draft, stroke)),
    leave,
    discard,
    list,
    show,
    askFor: (ask) => setState({ ...state, ask }),
    takes,
  }
}

// On the card of a closure, one key each.
export const cardKeys = { hour: 'q', three_hours: 'w', until: 'e', open: 'v' } as const
const keysOfCard: ReadonlySet<string> = new Set(Object.values(cardKeys))
