import { describe, expect, test } from 'vitest'
import type { Candidate } from '../../../wire/message'
import { afterKey, type Choice, closed, markedIn, nameOf, opened } from './choice'

const candidate = (label: string, lat = -8.3): Candidate => ({
  lat,
  lon: 114.6,
  uncertainty_m: 200,
  kind: 'village',
  label,
  score: 0.9,
  why: 'name',
})
const list = [candidate('Desa Pohsanten'), candidate('Desa Penyaringan', -8.4)]
const [first, second] = list as [Candidate, Candidate]
const plain = (key: string) => ({ key, isPlain: true })
const on = (one: Candidate): Choice => ({ isOpen: true, marked: nameOf(one) })

describe('the list of suggestions', () => {
  test('marks nothing by itself: Enter asks, and takes no guess', () => {
    expect(afterKey(opened, plain('Enter'), list, 'poh')).toEqual({ does: 'search', choice: opened })
  })

  test('goes down and up, stops at the end, and goes back to the words above the first', () => {
    const steps = ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowUp']
    let choice = opened
    const seen = steps.map((key) => {
      choice = afterKey(choice, plain(key), list, 'poh')?.choice ?? choice
      return markedIn(choice, list)?.label
    })
    expect(seen).toEqual([first.label, second.label, second.label, first.label, undefined])
  })

  test('up from the words is the last one', () => {
    expect(afterKey(opened, plain('ArrowUp'), list, 'poh')).toEqual({ does: 'mark', choice: on(second) })
  })

  test('Enter takes the marked one and closes', () => {
    expect(afterKey(on(second), plain('Enter'), list, 'poh')).toEqual({
      does: 'take',
      choice: closed,
      candidate: second,
    })
  })

  test('the mark stays on its place when the list changes, and falls when the place is gone', () => {
    expect(markedIn(on(second), [second, first])).toBe(second)
    const without = [candidate('Desa Lain')]
    expect(markedIn(on(second), without)).toBeUndefined()
    expect(afterKey(on(second), plain('Enter'), without, 'poh')?.does).toBe('search')
  })

  test('two places of one name are two', () => {
    const twins = [candidate('Tegalcangkring'), candidate('Tegalcangkring', -8.35)]
    expect(markedIn(on(twins[1] as Candidate), twins)).toBe(twins[1])
  })

  test('Esc closes it once; closed, Esc is the form’s', () => {
    expect(afterKey(on(first), plain('Escape'), list, 'poh')).toEqual({ does: 'close', choice: closed })
    expect(afterKey(closed, plain('Escape'), list, 'poh')).toBeUndefined()
  })

  test.each(['ArrowDown', 'ArrowUp'])('closed, %s moves in the words', (key) => {
    expect(afterKey(closed, plain(key), list, 'poh')).toBeUndefined()
  })

  test('Ctrl+Enter, Shift+Enter and letters are not its keys', () => {
    expect(afterKey(on(first), { key: 'Enter', isPlain: false }, list, 'poh')).toBeUndefined()
    expect(afterKey(on(first), plain('a'), list, 'poh')).toBeUndefined()
  })

  test('two letters are not asked about', () => {
    expect(afterKey(closed, plain('Enter'), [], ' p ')).toBeUndefined()
  })
})
