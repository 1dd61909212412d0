import type { Command } from '../wire/message'

// Commands on one thing keep their order; on different things they do not wait for each other.
export function laneOf(command: Command): string {
  switch (command.type) {
    case 'incident.receive':
    case 'road.close':
    case 'incident.stop_sending': // waits for nothing: a clock runs
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
    case 'assignment.bind':
    case 'assignment.unbind':
    case 'assignment.outcome':
    case 'assignment.expect':
      return command.assignment
    case 'unit.duty':
    case 'unit.move_up':
    case 'unit.answer_move':
      return command.unit
    case 'facility.status':
    case 'facility.beds':
      return command.facility
    case 'road.extend':
    case 'road.open':
      return command.closure
    default:
      return command satisfies never
  }
}
