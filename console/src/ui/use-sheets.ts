import { useMemo, useSyncExternalStore } from 'react'
import { type Sheet, Sheets } from '../session/sheets'
import { type KeptDraft, listen, texts } from './draft'
import { useSession, useShown } from './use-session'

export interface LeftSheet<T> {
  readonly id: string
  readonly at: number
  readonly draft: T
}

export interface OwnSheet<T> {
  readonly draft: KeptDraft<T>
  readonly has: boolean
  // What nobody types on and was neither sent nor discarded.
  readonly left: readonly LeftSheet<T>[]
  readonly take: (id: string) => void
  readonly begin: (draft: T) => void
  readonly discard: (id: string) => void
}

// What this window types, of a kind of which each is a thing of its own: a new call, a new closure. `empty` must be a
// constant.
export function useSheet<T extends object>(kind: string, empty: T): OwnSheet<T> {
  const session = useSession()
  const { owner, window } = session
  const living = useShown((shown) => shown.living)
  const version = useSyncExternalStore(listen, () => texts.version)
  const sheets = useMemo(
    () => new Sheets(texts, `siaga.sheet.${owner}.${kind}.`, window),
    [owner, kind, window],
  )
  const withEmpty = ({ draft }: Sheet): T => ({ ...empty, ...(draft instanceof Object && draft) })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version says what is on the device
  return useMemo(() => {
    const mine = sheets.mine()
    const discard = () => sheets.discard()
    const write = (draft: T) => {
      if (JSON.stringify(draft) === JSON.stringify(empty)) discard()
      else sheets.write(draft, session.now())
    }
    return {
      draft: [mine ? withEmpty(mine) : empty, write, discard],
      has: mine !== undefined,
      left: living ? sheets.left(living).map((one) => ({ ...one, draft: withEmpty(one) })) : [],
      take: (id) => sheets.take(id),
      begin: (draft) => sheets.begin(draft, session.now()),
      discard: (id) => sheets.discard(id),
    }
  }, [sheets, session, version, living])
}
