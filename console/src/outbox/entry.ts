import type { Command, Refused } from '../wire/message'

export interface Entry {
  // For sorting only. Two windows count each for itself: what an entry is known by is its command's id.
  readonly order: number
  readonly command: Command
  // Pressed by the console itself, not by a person: a refusal is nobody's news.
  readonly isQuiet?: boolean
  // How often it was sent without a word on what became of it. Above 0 it may be done, and cannot be taken back.
  readonly sent: number
  // Present: the server said no, and nobody has read that yet.
  readonly refused?: Refused
}
