import type { Translate } from '../i18n/language'
import type { Picture } from '../picture/picture'
import type { Unit } from '../wire/message'

export function availabilityText(unit: Unit, picture: Picture, t: Translate): string {
  const job = unit.assignment === undefined ? undefined : picture.assignments.get(unit.assignment)
  const incident = job && picture.incidents.get(job.incident)
  const reason = t(`availability.${unit.availability.reason}`)
  return incident && job ? `${reason}: ${incident.number} (${t(`assignment_state.${job.state}`)})` : reason
}
