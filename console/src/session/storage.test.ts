import { beforeEach, expect, test } from 'vitest'
import { FakeStorage } from '../testing/fake-storage'
import { forgetToken, isSignOut, keepToken, keptToken } from './storage'

let all: FakeStorage
let one: FakeStorage
let two: FakeStorage

beforeEach(() => {
  all = new FakeStorage()
  one = new FakeStorage()
  two = new FakeStorage()
  keepToken('ayu', all, one)
})

test('a new window is signed in as who came last', () => {
  expect(keptToken(all, two)).toBe('ayu')
})

test('a window stays with who signed in there, over a reload too', () => {
  keepToken('made', all, two)
  expect([keptToken(all, one), keptToken(all, two)]).toEqual(['ayu', 'made'])
})

test('who signs out is signed out everywhere, and nobody else is', () => {
  keptToken(all, two)
  keepToken('made', all, new FakeStorage())
  forgetToken('ayu', all, one)
  expect(keptToken(all, two)).toBe('made')
})

test('a window hears of the sign-out of its own person only', () => {
  const key = Array.from({ length: all.length }, (_, n) => all.key(n)).find((name) => name?.includes('.in.'))
  expect(key).toBeDefined()
  const signOut = { key: key ?? '', newValue: null }
  expect([isSignOut(signOut, 'ayu'), isSignOut(signOut, 'made')]).toEqual([true, false])
  expect(isSignOut({ key: key ?? '', newValue: '' }, 'ayu')).toBe(false)
})

test('a tab that is opened again after its person signed out asks who it is', () => {
  keptToken(all, two)
  forgetToken('ayu', all, one)
  expect(keptToken(all, two)).toBeUndefined()
})
