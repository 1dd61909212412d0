import { expect, test } from 'vitest'
import { incident } from '../testing/made'
import { nextToStop } from './countdowns'

const rule = { priority: 'P1', mode: 'after', after: 20 } as const
const counting = (id: string, ends_at: number) =>
  incident(id, { countdown: { unit: 'AMB-01', began_at: 0, ends_at, rule } })

test('the key stops what counts down for the chosen call, else what is sent first', () => {
  const quiet = incident('quiet')
  const all = [quiet, counting('later', 30), counting('soon', 20)]
  expect(nextToStop(all, all[1])?.id).toBe('later')
  expect(nextToStop(all, quiet)?.id).toBe('soon')
  expect(nextToStop(all, undefined)?.id).toBe('soon')
  expect(nextToStop([quiet], quiet)).toBeUndefined()
})
