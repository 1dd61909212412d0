import { beforeEach, expect, test } from 'vitest'
import { FakeStorage } from '../testing/fake-storage'
import { Sheets } from './sheets'
import { Texts } from './texts'

let storage: FakeStorage
const of = (window: string) => new Sheets(new Texts(() => storage), 'siaga.sheet.me.call.', window)
const both = new Set(['w1', 'w2'])
const first = { text: 'Melaya' }
const second = { text: 'Pekutatan' }

beforeEach(() => {
  storage = new FakeStorage()
})

test('a second window begins with a clean sheet, and neither writes on the other’s', () => {
  const [one, two] = [of('w1'), of('w2')]
  one.write(first, 1)
  expect([two.mine(), two.left(both)]).toEqual([undefined, []])
  two.write(second, 2)
  two.discard()
  expect(one.mine()?.draft).toEqual(first)
})

test('a reload finds its own sheet again', () => {
  of('w1').write(first, 1)
  of('w1').write({ text: 'Melaya, balai banjar' }, 2)
  expect(of('w1').mine()).toMatchObject({ at: 2, draft: { text: 'Melaya, balai banjar' } })
  expect(storage.length).toBe(1)
})

test('what a closed window left is taken up by another one, once', () => {
  of('w1').write(first, 1)
  const [two, three] = [of('w2'), of('w3')]
  const living = new Set(['w2', 'w3'])
  const [left] = two.left(living)
  expect(left?.draft).toEqual(first)
  two.take(left?.id ?? '')
  expect(two.mine()?.draft).toEqual(first)
  expect(three.left(living)).toEqual([])
})

test('whoever takes one up, or begins one, lays aside what was being typed', () => {
  of('w2').write(second, 2)
  const one = of('w1')
  one.write(first, 1)
  const living = new Set(['w1'])
  one.take(one.left(living)[0]?.id ?? '')
  expect(one.mine()?.draft).toEqual(second)
  expect(one.left(living).map(({ draft }) => draft)).toEqual([first])
  one.begin({ text: 'refused' }, 3)
  expect(one.mine()?.draft).toEqual({ text: 'refused' })
  expect(one.left(living).map(({ draft }) => draft)).toEqual([second, first])
})

test('one that was left can be thrown away unread', () => {
  of('w2').write(second, 2)
  const one = of('w1')
  one.write(first, 1)
  one.discard(one.left(new Set(['w1']))[0]?.id)
  expect(one.left(new Set(['w1']))).toEqual([])
  expect(one.mine()?.draft).toEqual(first)
})

test('a full device loses nothing while the page lives', () => {
  storage = new FakeStorage(0)
  const one = of('w1')
  one.write(first, 1)
  expect(one.mine()?.draft).toEqual(first)
})

test('nonsense on the device is no sheet', () => {
  storage.setItem('siaga.sheet.me.call.x', '{"window":3')
  expect(of('w1').left(both)).toEqual([])
})
