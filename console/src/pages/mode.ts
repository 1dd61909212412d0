import type { Pin } from '../wire/message'
import type { ActionKind } from './operator/incident/actions'

// What a person of the desk is doing. The incident is the chosen one; it stays chosen while a call is typed.
export type Work =
  | { readonly at: 'board'; readonly incident: string | undefined }
  | { readonly at: 'call'; readonly incident: string | undefined }
  | { readonly at: 'action'; readonly incident: string; readonly action: ActionKind }

// What is asked about the chosen closure before it is done.
export type Ask = 'until' | 'open'

// What is looked at beside the work, one at a time: who goes where, where to wait, all units.
export type Look = 'plan' | 'cover' | 'units'

// Closed roads stand beside the work, and when they are left it goes on where it was.
export type Mode =
  | Work
  | { readonly at: 'drawing'; readonly work: Work }
  | { readonly at: Look; readonly work: Work }
  | {
      readonly at: 'closures'
      readonly work: Work
      readonly closure: string | undefined
      readonly ask: Ask | undefined
      // What the map is to show; a new list each time it is wanted.
      readonly look: readonly Pin[] | undefined
    }

export type Act =
  // In the list: what was done with another incident is over. A call that is typed stays.
  | { readonly does: 'choose'; readonly incident: string }
  // On the large map, where nothing is done with it.
  | { readonly does: 'mark'; readonly incident: string }
  // To look at it now: a call that is typed steps back.
  | { readonly does: 'show'; readonly incident: string }
  | { readonly does: 'call' }
  | { readonly does: 'act'; readonly action: ActionKind }
  // Out of a call or an action.
  | { readonly does: 'end' }
  // There, and from there back.
  | { readonly does: Look }
  | { readonly does: 'draw' }
  | { readonly does: 'list_closures' }
  | { readonly does: 'show_closure'; readonly closure: string; readonly look: readonly Pin[] | undefined }
  | { readonly does: 'ask'; readonly ask: Ask | undefined }
  | { readonly does: 'leave_roads' }

export type Enter = (act: Act) => void

export function workOf(mode: Mode): Work {
  return 'work' in mode ? mode.work : mode
}

export function next(mode: Mode, act: Act): Mode {
  const work = workOf(mode)
  switch (act.does) {
    case 'choose':
      return mode.at === 'drawing' || isLook(mode)
        ? { ...mode, work: chosen(work, act.incident) }
        : chosen(work, act.incident)
    case 'mark':
      return withWork(mode, marked(work, act.incident))
    case 'show':
      return mode.at === 'drawing' ? { ...mode, work: board(act.incident) } : board(act.incident)
    // A call comes first: the map and the keys are its own.
    case 'call':
      return { at: 'call', incident: work.incident }
    case 'act':
      return work.incident === undefined
        ? mode
        : { at: 'action', incident: work.incident, action: act.action }
    case 'end':
      return isLook(mode) ? board(work.incident) : withWork(mode, board(work.incident))
    case 'plan':
    case 'cover':
    case 'units':
      return mode.at === act.does ? work : { at: act.does, work }
    case 'draw':
      return { at: 'drawing', work }
    case 'list_closures':
      return { at: 'closures', work, closure: undefined, ask: undefined, look: undefined }
    case 'show_closure':
      return { at: 'closures', work, closure: act.closure, ask: undefined, look: act.look }
    case 'ask':
      return mode.at === 'closures' ? { ...mode, ask: act.ask } : mode
    case 'leave_roads':
      return work
    default:
      return act satisfies never
  }
}

const looks: readonly string[] = ['plan', 'cover', 'units'] satisfies Look[]

function isLook(mode: Mode): mode is Extract<Mode, { at: Look }> {
  return looks.includes(mode.at)
}

const board = (incident: string | undefined): Work => ({ at: 'board', incident })

function chosen(work: Work, incident: string): Work {
  return work.at === 'call' ? { ...work, incident } : board(incident)
}

// What is typed about one incident must not be sent about another.
function marked(work: Work, incident: string): Work {
  return work.at === 'action' && work.incident !== incident ? board(incident) : { ...work, incident }
}

function withWork(mode: Mode, work: Work): Mode {
  return 'work' in mode ? { ...mode, work } : work
}
