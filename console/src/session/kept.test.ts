import { expect, test } from 'vitest'
import { snapshot, welcome } from '../testing/made'
import { forget, keep, recall } from './kept'

function storage(): Storage {
  const map = new Map<string, string>()
  return {
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, text) => map.set(key, text),
    removeItem: (key) => map.delete(key),
    clear: () => map.clear(),
    key: () => null,
    length: 0,
  }
}

const kept = { welcome: welcome(), snapshot: snapshot(4), clock: { server: 1, device: 2, speed: 1 } }

test('what was kept comes back for its token, and for no other', () => {
  const store = storage()
  keep(store, 'me', kept)
  expect(recall(store, 'me')).toEqual(kept)
  expect(recall(store, 'you')).toBeUndefined()
  forget(store, 'me')
  expect(recall(store, 'me')).toBeUndefined()
})

test('what an older console kept in another shape is not believed', () => {
  const store = storage()
  store.setItem('siaga.kept.me', JSON.stringify({ ...kept, welcome: { type: 'welcome' } }))
  expect(recall(store, 'me')).toBeUndefined()
  store.setItem('siaga.kept.me', 'half a mess')
  expect(recall(store, 'me')).toBeUndefined()
})
