import { nextToStop } from '../../picture/countdowns'
import { doubledOf } from '../../picture/doubled'
import { dismissFirst } from '../../ui/refusals'
import { useKeys } from '../../ui/use-keys'
import { useSession } from '../../ui/use-session'
import { followAdvice } from '../cover/advice-list'
import { actionOf } from './incident/actions'
import { callsOf } from './sending/dispatching'
import type { Board } from './use-board'

// One key each. The roads' come first while they are looked at, and the proposals' while one is being taken.
export function useBoardKeys(board: Board): void {
  const session = useSession()
  const { enter, dispatch } = board
  useKeys((key, event) => {
    const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0
    if (board.closures.takes(key)) return event.preventDefault()
    if (step !== 0) choose(board, step)
    else if (board.isTaking && /^(Enter|[1-9])$/.test(key)) {
      // Never a unit: whoever pressed the key of the proposals means a proposal.
      const proposal = board.proposals[Number(key) - 1]
      if (proposal) board.take(proposal)
    } else if (key === 'n' && board.mayTakeCalls) enter({ does: 'call' })
    else if (key === 'q' && stops(board)) return event.preventDefault()
    else if (key === 'e' && standsDown(board)) return event.preventDefault()
    else if (key === 'w') enter({ does: 'plan' })
    else if (key === 'y') enter({ does: 'cover' })
    else if (key === 'v') enter({ does: 'units' })
    else if (board.isCoverShown && board.mayMove && /^[1-9]$/.test(key))
      followAdvice(session, Number(key) - 1)
    else if (board.isPlanShown && /^[1-9]$/.test(key)) {
      const incident = callsOf(board.picture.plan)[Number(key) - 1]
      if (incident) enter({ does: 'choose', incident })
    } else if (key === 'd') dismissFirst(session)
    else if (key === 'Escape') {
      enter({ does: 'end' })
      dispatch.forget()
    } else if (key === 'Enter' && dispatch.doubt) dispatch.send(dispatch.doubt.unit)
    else if (!sends(board, key) && !acts(board, key)) return
    event.preventDefault()
  })
}

function choose({ incidents, work, enter }: Board, step: number): void {
  const at = incidents.findIndex((incident) => incident.id === work.incident)
  const next = incidents[Math.max(0, Math.min(incidents.length - 1, at + step))]
  if (next) enter({ does: 'choose', incident: next.id })
}

function sends({ isOffered, suggestion, dispatch }: Board, key: string): boolean {
  const nth = suggestion?.options[key === 'Enter' ? 0 : Number(key) - 1]
  if (!nth || !isOffered('unit')) return false
  dispatch.ask(nth.unit, true)
  return true
}

// What Siaga is about to send by itself, on any call.
function stops({ stop, picture, chosen }: Board): boolean {
  const incident = nextToStop(picture.incidents.values(), chosen)
  if (!stop || !incident) return false
  stop(incident)
  return true
}

function standsDown({ standDown, picture, chosen }: Board): boolean {
  const doubled = chosen && doubledOf(picture, chosen)
  if (!standDown || !doubled) return false
  standDown(doubled.other)
  return true
}

function acts({ act }: Board, key: string): boolean {
  const action = actionOf(key)
  if (action) act(action)
  return action !== undefined
}
