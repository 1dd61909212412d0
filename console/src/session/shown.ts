import type { Language } from '../i18n/language'
import type { Entry } from '../outbox/entry'
import type { Shelf } from '../outbox/shelf'
import type { Picture } from '../picture/picture'
import type { Refused, Welcome } from '../wire/message'
import type { Doors } from '../wire/socket'
import type { ClosedLines } from './closed-lines'
import type { Kept } from './kept'
import type { Questions } from './questions'

export interface Link {
  readonly state: 'connecting' | 'up' | 'away'
  readonly since: number
  // When the server was last heard; nothing shown is newer.
  readonly heard: number | undefined
}

// What a page needs to know. Replaced, never changed.
export interface Shown extends Questions {
  readonly link: Link
  readonly welcome: Welcome | undefined
  readonly picture: Picture
  readonly entries: readonly Entry[]
  // Which roads each closure in force closes.
  readonly closed: ClosedLines
  readonly turnedAway: Refused | undefined
  readonly misunderstood: string | undefined
  readonly isForgetful: boolean
  // The windows of this browser that live; not there until they were looked for.
  readonly living: ReadonlySet<string> | undefined
}

// What a session has from its surroundings: a browser, or a test.
export interface World {
  readonly token: string
  readonly device: string
  // Under which name this window keeps what is its own.
  readonly window: string
  readonly doors: Doors
  // The device's time, as an even run.
  readonly now: () => number
  // What its clock on the wall says.
  readonly wall: () => number
  readonly language: () => Language
  readonly shelf: (owner: string, failed: () => void) => Shelf
  readonly kept: Kept | undefined
  readonly keep: (kept: Kept) => void
}
