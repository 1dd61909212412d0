import { expect, test } from 'vitest'
import { incident } from '../testing/made'
import type { Note } from '../wire/message'
import { notesMissing, notesOf } from './notes'

const note = (at: number): Note => ({ at, by: 'operator Ayu', text: `note ${at}` })

test('an incident with few notes shows them all', () => {
  const call = incident('i-1', { notes: [note(1), note(2)] })
  expect(notesOf(call)).toEqual([note(1), note(2)])
  expect(notesMissing(call)).toBe(0)
})

test('of many notes the earlier ones are missing until somebody asks, and stay in their order', () => {
  const call = incident('i-1', { notes: [note(3), note(4)], earlier_notes: 2 })
  expect(notesMissing(call)).toBe(2)
  const all = [note(1), note(2), note(3), note(4)]
  expect(notesOf(call, all)).toEqual(all)
  expect(notesMissing(call, all)).toBe(0)
})

test('a note that came after the asking stands last, once', () => {
  const all = [note(1), note(2), note(3)]
  const call = incident('i-1', { notes: [note(3), note(4)], earlier_notes: 2 })
  expect(notesOf(call, all)).toEqual([note(1), note(2), note(3), note(4)])
  expect(notesMissing(call, all)).toBe(0)
})
