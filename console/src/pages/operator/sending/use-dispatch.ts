import { useEffect, useRef, useState } from 'react'
import { newId } from '../../../session/ids'
import { isRefused } from '../../../ui/refusals'
import { useSession, useShown } from '../../../ui/use-session'
import type { Incident, PlannedCall, Recommendation } from '../../../wire/message'
import { type Aim, aimsNow, isEarly, isPlanned, isSecond, mayGoAgain, toDispatch } from './dispatching'

export type Doubt = { readonly unit: string; readonly why: 'second' | 'changed' | 'early' }

// A list that has just changed under the finger may put another unit under the same key.
const settles = 700

// Sending with one key. What is doubtful is asked for once more: `doubt` says what and why.
export function useDispatch(
  incident: Incident | undefined,
  suggestion: Recommendation | undefined,
  planned: PlannedCall | undefined,
) {
  const session = useSession()
  const [doubt, setDoubt] = useState<Doubt>()
  const order = `${incident?.id} ${suggestion?.options.map((option) => option.unit).join()}`
  const changed = useRef({ order, at: 0 })
  if (changed.current.order !== order) changed.current = { order, at: performance.now() }
  const id = incident?.id
  // biome-ignore lint/correctness/useExhaustiveDependencies: a doubt belongs to one incident
  useEffect(() => setDoubt(undefined), [id])
  useSendAgain()

  const send = (unit: string) => {
    if (!incident) return
    const { picture } = session.shown()
    session.give(toDispatch(picture, { incident, unit, planned }, newId(), session.now()))
    setDoubt(undefined)
  }

  const ask = (unit: string, isKey: boolean) => {
    if (!incident) return
    const { picture, entries } = session.shown()
    const byPlan = isPlanned(planned, unit) ? planned : undefined
    const isSettled = !isKey || performance.now() - changed.current.at > settles
    if (doubt?.unit === unit) send(unit)
    else if (isSecond(picture, entries, incident, byPlan)) setDoubt({ unit, why: 'second' })
    else if (isEarly(incident, session.now())) setDoubt({ unit, why: 'early' })
    else if (isSettled) send(unit)
    else setDoubt({ unit, why: 'changed' })
  }

  return { doubt, ask, send, forget: () => setDoubt(undefined) }
}

function useSendAgain(): void {
  const session = useSession()
  const entries = useShown((shown) => shown.entries)
  const picture = useShown((shown) => shown.picture)
  const aims = useRef<ReadonlyMap<string, Aim>>(new Map())
  useEffect(() => {
    aims.current = aimsNow(aims.current, entries, picture)
    for (const entry of entries.filter(isRefused)) {
      const { command, refused } = entry
      if (
        command.type !== 'assignment.dispatch' ||
        !mayGoAgain(picture, command, refused, aims.current.get(command.id))
      )
        continue
      const incident = picture.incidents.get(command.incident)
      if (!incident) continue
      session.dismiss(command.id)
      session.give({ ...command, id: newId(), at: session.now(), if_version: incident.v })
    }
  }, [session, entries, picture])
}
