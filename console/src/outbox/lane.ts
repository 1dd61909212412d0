import type { Command } from '../wire/message'

// Commands on one thing keep their order; on different things they do not wait for each other.
export function laneOf(command: Command): string {
  switch (command.type) {
    case 'incident.receive':
    case 'road.close':
      return command.id
    case 'incident.locate':
    case 'incident.propose_place':
    case 'incident.triage':
    case 'incident.note':
    case 'incident.end':
    case 'incident.reopen':
    case 'incident.link':
    case 'incident.unlink':
    case 'assignment.dispatch':
      return command.incident
    case 'assignment.reassign':
    case 'assignment.step':
      return command.assignment
    case 'unit.duty':
      return command.unit
    case 'road.extend':
    case 'road.open':
      return command.closure
    default:
      return command satisfies never
  }
}
