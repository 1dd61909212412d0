import { expect, test } from 'vitest'
import { digestOf, newId } from './ids'

test('an id is a version 4 uuid, and each is another', () => {
  const made = new Set(Array.from({ length: 1000 }, newId))
  expect(made.size).toBe(1000)
  for (const id of made)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

test('a token has one digest, and it does not show the token', () => {
  const token = 'a-long-secret-token'
  expect(digestOf(token)).toBe(digestOf(token))
  expect(digestOf(token)).not.toBe(digestOf(`${token}2`))
  expect(digestOf(token)).not.toContain('secret')
})
