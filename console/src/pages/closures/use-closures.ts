import { useEffect } from 'react'
import { useMay, useSession } from '../../ui/use-session'
import { type OwnSheet, useSheet } from '../../ui/use-sheets'
import type { Pin } from '../../wire/message'
import type { Ask, Enter, Mode } from '../mode'
import { type ClosureDraft, drawn, emptyClosure, type Stroke } from './drawing'

export interface Closures {
  readonly at: 'shut' | 'list' | 'draw'
  readonly chosen: string | undefined
  readonly ask: Ask | undefined
  readonly look: readonly Pin[] | undefined
  readonly mayClose: boolean
  readonly draft: ClosureDraft
  readonly hasPoints: boolean
  // Those that were drawn elsewhere and left.
  readonly sheet: OwnSheet<ClosureDraft>
  readonly draw: () => void
  // Draws on what was refused.
  readonly takeUp: (draft: ClosureDraft) => void
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

const nothing = { chosen: undefined, ask: undefined, look: undefined }

function shownIn(mode: Mode): Pick<Closures, 'at' | 'chosen' | 'ask' | 'look'> {
  if (mode.at === 'drawing') return { at: 'draw', ...nothing }
  if (mode.at !== 'closures') return { at: 'shut', ...nothing }
  return { at: 'list', chosen: mode.closure, ask: mode.ask, look: mode.look }
}

// Closing roads and looking at those that are closed, the same on the board and on the large map.
export function useClosures(mode: Mode, enter: Enter): Closures {
  const session = useSession()
  const mayClose = useMay()('close_roads')
  const sheet = useSheet('closure', emptyClosure)
  const [draft, setDraft, clearDraft] = sheet.draft
  const shown = shownIn(mode)
  const hasPoints = draft.points.length > 0
  const isDrawing = shown.at === 'draw'
  useEffect(() => {
    // A reason without a road is nothing to go on with.
    if (!isDrawing && !hasPoints) clearDraft()
  }, [isDrawing, hasPoints, clearDraft])
  const leave = () => enter({ does: 'leave_roads' })
  const draw = () => {
    if (mayClose) enter({ does: 'draw' })
  }
  const list = () => enter({ does: 'list_closures' })
  const askFor = (ask: Ask | undefined) => enter({ does: 'ask', ask })
  const show = (closure: string) => {
    const { picture, closed } = session.shown()
    const lines = closed.get(closure)?.answer?.lines.flat() ?? []
    const points = picture.closures.get(closure)?.points
    enter({ does: 'show_closure', closure, look: lines.length > 0 ? lines : points })
  }
  const takes = (key: string) => {
    if (key === 'j' && mayClose) draw()
    else if (key === 'b') shown.at === 'list' ? leave() : list()
    else if (shown.at === 'shut') return false
    else if (key === 'Escape') shown.ask ? askFor(undefined) : leave()
    // A unit is never sent with a key that was meant for a road.
    else return /^(Enter|Backspace|[0-9])$/.test(key) || (shown.at === 'list' && keysOfCard.has(key))
    return true
  }
  return {
    ...shown,
    mayClose,
    draft,
    hasPoints,
    sheet,
    draw,
    takeUp: (refused) => {
      sheet.begin(refused)
      draw()
    },
    stroke: (stroke) => setDraft(drawn(draft, stroke)),
    leave,
    discard: () => {
      clearDraft()
      leave()
    },
    list,
    show,
    askFor,
    takes,
  }
}

// On the card of a closure, one key each.
export const cardKeys = { hour: 'q', three_hours: 'w', until: 'e', open: 'v' } as const
const keysOfCard: ReadonlySet<string> = new Set(Object.values(cardKeys))
