import type { Entry } from '../outbox/entry'
import type { Picture } from '../picture/picture'
import type { Command } from '../wire/message'
import { newId } from './ids'

// "The tablet has it" is said by the tablet, once for each job that reached it.
export function toDeliver(
  picture: Picture,
  units: readonly string[],
  entries: readonly Entry[],
  at: number,
): readonly Command[] {
  return [...picture.assignments.values()]
    .filter((assignment) => units.includes(assignment.unit))
    .filter((assignment) => assignment.state === 'reserved' || assignment.state === 'notified')
    .filter((assignment) => !entries.some((entry) => isStepOf(entry, assignment.id)))
    .map(({ id }) => ({ type: 'assignment.step', id: newId(), at, assignment: id, to: 'delivered' }))
}

function isStepOf(entry: Entry, assignment: string): boolean {
  return entry.command.type === 'assignment.step' && entry.command.assignment === assignment
}
