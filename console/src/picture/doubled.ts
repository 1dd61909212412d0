import type { Assignment, Incident } from '../wire/message'
import { isOnItsWay } from './arrivals'
import { isUnanswered } from './late'
import { openAssignments } from './order'
import type { Picture } from './picture'

// A crew answered so late that another was sent, too: the nearer keeps the call, the other is stood down.
export interface Doubled {
  readonly keeps: Assignment
  readonly other: Assignment
  readonly since: number
}

export function doubledOf(picture: Picture, incident: Incident): Doubled | undefined {
  const going = openAssignments(picture, incident).filter((job) => isOnItsWay(job.state))
  const late = going.find((job) => wasLate(job) && !isUnanswered(job))
  const second = going.find((job) => late && job.id !== late.id && job.opened_at > late.opened_at)
  if (!late || !second) return undefined
  const arrives = (job: Assignment) =>
    (isUnanswered(job) ? undefined : picture.arrivals.get(job.id)?.at) ?? Number.POSITIVE_INFINITY
  const [keeps, other] = arrives(second) < arrives(late) ? [second, late] : [late, second]
  return { keeps, other, since: late.moving_since ?? late.times.at(-1)?.recorded ?? late.opened_at }
}

const wasLate = ({ late = [] }: Assignment) => late.some(({ what }) => what === 'acknowledgement')
