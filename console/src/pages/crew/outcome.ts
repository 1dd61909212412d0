import type { Entry } from '../../outbox/entry'
import { isFinished } from '../../picture/life'
import { wasOnScene } from '../../picture/outcomes'
import type { Assignment, OutcomeCode } from '../../wire/message'
import type { Job } from './job'

// The job that a crew was on the scene for last. It is remembered by the tablet: a job that is over may have left its
// picture.
export interface LastJob {
  readonly id: string
  readonly number: string
  readonly since: number
  readonly said: OutcomeCode | 'left' | '' // 'left': nothing, for now
}

export const noJob: LastJob = { id: '', number: '', since: 0, said: '' }

const day = 24 * 3_600_000

export function lastWith(last: LastJob, job: Job | undefined, now: number): LastJob {
  if (!job || job.assignment.id === last.id || !wasOnScene(job.assignment, job.state)) return last
  return { id: job.assignment.id, number: job.incident?.number ?? '', since: now, said: '' }
}

// Whether it is over, and no other has begun.
export function isOver(last: LastJob, job: Job | undefined, now: number): boolean {
  if (last.id === '' || now - last.since > day) return false
  return job === undefined || (job.assignment.id === last.id && isFinished(job.state))
}

// What was said of it, with a press that still waits to be sent.
export function saidOf(
  last: LastJob,
  known: Assignment | undefined,
  entries: readonly Entry[],
): OutcomeCode | undefined {
  const pressed = entries.findLast(
    ({ command, refused }) =>
      !refused && command.type === 'assignment.outcome' && command.assignment === last.id,
  )
  if (pressed?.command.type === 'assignment.outcome') return pressed.command.outcome
  if (known) return known.outcome?.code
  return last.said === 'left' || last.said === '' ? undefined : last.said
}
