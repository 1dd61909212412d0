import { beforeEach, expect, test } from 'vitest'
import { FakeLocks } from '../testing/fake-locks'
import { FakeStorage } from '../testing/fake-storage'
import { openWindow } from './windows'

let locks: FakeLocks
let all: FakeStorage

beforeEach(() => {
  locks = new FakeLocks()
  all = new FakeStorage()
})

function tab() {
  const kept = new FakeStorage()
  const open = (settle = async () => {}) => openWindow(locks.of(kept), all, kept, settle)
  return { kept, open, close: () => locks.close(kept) }
}

test('two windows have two names, and each keeps its own over a reload', async () => {
  const [one, two] = [tab(), tab()]
  const first = await one.open()
  const second = await two.open()
  expect(first.own).not.toBe(second.own)
  one.close()
  two.close()
  expect((await two.open()).own).toBe(second.own)
  expect((await one.open()).own).toBe(first.own)
})

test('a new window goes on as one that was closed', async () => {
  const [one, two] = [tab(), tab()]
  const { own } = await one.open()
  await two.open()
  one.close()
  expect((await tab().open()).own).toBe(own)
})

test('a window that is being loaded anew is not taken for one that was closed', async () => {
  const one = tab()
  const { own } = await one.open()
  one.close()
  const beside = await tab().open(async () => {
    await one.open()
  })
  expect(beside.own).not.toBe(own)
})

test('a tab that was doubled is another window', async () => {
  const one = tab()
  const { own } = await one.open()
  const copy = tab()
  copy.kept.setItem('siaga.window', own)
  expect((await copy.open()).own).not.toBe(own)
})

test('every window knows which others live', async () => {
  const [one, two] = [tab(), tab()]
  const first = await one.open()
  const second = await two.open()
  expect(await first.living()).toEqual(new Set([first.own, second.own]))
  two.close()
  expect(await first.living()).toEqual(new Set([first.own]))
})

test('a device goes on under the name that the server knew it by', async () => {
  all.setItem('siaga.device', 'd1')
  expect(await tab().open()).toMatchObject({ own: 'd1', device: 'd1' })
})

test('without locks each window is for itself, and all are one device', async () => {
  const one = await openWindow(undefined, all, new FakeStorage())
  const two = await openWindow(undefined, all, new FakeStorage())
  expect(one.own).not.toBe(two.own)
  expect(one.device).toBe(two.device)
  expect([one.canTell, await one.living()]).toEqual([false, new Set([one.own])])
})

test('a device that keeps nothing still opens', async () => {
  const full = new FakeStorage(0)
  expect((await openWindow(locks.of(full), new FakeStorage(0), full)).own).not.toBe('')
})
