import type { Command } from '../../../wire/message'

// A command without what every command has.
export type Wish<C extends Command = Command> = C extends Command ? Omit<C, 'id' | 'at'> : never
