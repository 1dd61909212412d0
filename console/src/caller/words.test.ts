import { describe, expect, test } from 'vitest'
import { readTold, statuses } from './answer'
import { tokenOf } from './server'
import { languageFor, lengthText, spanText, speaking } from './words'
import en from './words/en.json'
import id from './words/id.json'

test('both languages have the same keys, in the same order', () => {
  expect(Object.keys(en)).toEqual(Object.keys(id))
})

test('both languages use the same values in each sentence', () => {
  const holes = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort()
  const english: Readonly<Record<string, string>> = en
  for (const [key, text] of Object.entries(id)) expect(holes(english[key] ?? ''), key).toEqual(holes(text))
})

test.each(statuses)('%s has a title in both languages', (status) => {
  expect([id[`title.${status}`], en[`title.${status}`]].every((text) => text.trim() !== '')).toBe(true)
})

test.each([
  [[], 'id'],
  [['id-ID', 'en-US'], 'id'],
  [['en-US', 'id'], 'id'],
  [['jv'], 'id'],
  [['en-AU'], 'en'],
  [['de', 'en'], 'en'],
  [['msx-custom'], 'en'],
])('a browser that reads %o is spoken to in %s', (wanted, language) => {
  expect(languageFor(wanted)).toBe(language)
})

test('spans and lengths are as exact as they deserve', () => {
  const say = speaking('en')
  expect([spanText(-1, say), spanText(59.9, say), spanText(61, say), spanText(7300, say)]).toEqual([
    '0 s',
    '59 s',
    '1 min',
    '2 h',
  ])
  expect([lengthText(17.6, 'id'), lengthText(344, 'id'), lengthText(3240, 'id')]).toEqual([
    '18 m',
    '340 m',
    '3,2 km',
  ])
})

test.each([
  ['/caller/q0Zr8cJ1-_', 'q0Zr8cJ1-_'],
  ['/caller/q0/', 'q0'],
  ['/caller/', undefined],
  ['/caller/a/b', undefined],
  ['/caller.html', undefined],
])('the token of %s is %s', (path, token) => {
  expect(tokenOf(path)).toBe(token)
})

describe('what the server tells', () => {
  const whole = {
    status: 'on_its_way',
    region_title: 'Kabupaten Jembrana',
    unit: { lat: -8.3, lon: 114.6, age_s: 4, eta_s: 300 },
    heard: { uncertainty_m: 18, age_s: 3 },
    server_time: 1,
  }

  test('is read', () => {
    expect(readTold(whole)).toEqual({
      status: 'on_its_way',
      region: 'Kabupaten Jembrana',
      unit: whole.unit,
      heard: whole.heard,
      asksWithPatient: false,
    })
  })

  test('may ask whether the phone is with the patient', () => {
    expect(readTold({ ...whole, asks: 'with_patient' })?.asksWithPatient).toBe(true)
    expect(readTold({ ...whole, asks: 'for the moon' })?.asksWithPatient).toBe(false)
  })

  test('may lack the unit, its minutes and what was heard', () => {
    expect(readTold({ ...whole, unit: null, heard: null })).toMatchObject({
      unit: undefined,
      heard: undefined,
    })
    const late = { ...whole, unit: { ...whole.unit, eta_s: null } }
    expect(readTold(late)?.unit?.eta_s).toBeUndefined()
  })

  test.each([null, 'waiting', {}, { status: 'king' }])('is not %o', (value) => {
    expect(readTold(value)).toBeUndefined()
  })
})
