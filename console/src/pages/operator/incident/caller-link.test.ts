import { expect, test } from 'vitest'
import { incident } from '../../../testing/made'
import { heardThrough, validLink } from './caller-link'

const link = { token: 'q0', made_at: 1000, made_by: 'operator Ayu', expires_at: 5000 }
const fix = (at: number, source = 'caller_link') => ({
  pin: { lat: -8.3, lon: 114.6 },
  uncertainty_m: 18,
  source,
  at,
  by: 'caller',
})

test('a link is good until it expires', () => {
  const linked = incident('i1', { link })
  expect(validLink(linked, 4999)).toBe(link)
  expect(validLink(linked, 5000)).toBeUndefined()
  expect(validLink(incident('i1'), 0)).toBeUndefined()
})

test('heard is what came through this link, not through an earlier one or another way', () => {
  const linked = incident('i1', { link, proposals: [fix(900), fix(3000), fix(2000), fix(4000, 'aml')] })
  expect(heardThrough(linked)?.at).toBe(3000)
  expect(heardThrough(incident('i1', { link, proposals: [fix(900)] }))).toBeUndefined()
  expect(heardThrough(incident('i1', { proposals: [fix(900)] }))).toBeUndefined()
})
