import { expect, test } from 'vitest'
import { incident, picture } from '../testing/made'
import type { Priority } from '../wire/message'
import { claimsOf, type Heard, heardWith, unheard } from './attention'

const nobody: Heard = new Map()
const call = (id: string, priority: Priority, more = {}) =>
  incident(id, { state: 'pending', triage: { priority, needs: 'ambulance' }, ...more })
const claims = (...incidents: ReturnType<typeof call>[]) => claimsOf(picture({ incidents }), 0)
const said = (all: ReturnType<typeof claims>) =>
  all.map(({ kind, tone, incident: { id } }) => `${id} ${kind} ${tone}`)

test('a new call is heard by its urgency, the most urgent first', () => {
  const all = claims(call('i1', 'P3'), call('i2', 'P1'), incident('i3', { state: 'received' }))
  expect(said(unheard(all, nobody))).toEqual(['i2 call urgent', 'i3 call soon', 'i1 call calm'])
})

test('nothing is heard twice, and what becomes worse is heard again', () => {
  const heard = heardWith(claims(call('i1', 'P3')), nobody)
  expect(unheard(claims(call('i1', 'P3')), heard)).toEqual([])
  expect(said(unheard(claims(call('i1', 'P1')), heard))).toEqual(['i1 call urgent'])
})

test('what became less urgent is quiet, and stays heard as loud as it was', () => {
  const heard = heardWith(claims(call('i1', 'P1')), nobody)
  const calmer = claims(call('i1', 'P4'))
  expect(unheard(calmer, heard)).toEqual([])
  expect(unheard(claims(call('i1', 'P1')), heardWith(calmer, heard))).toEqual([])
})

test('what takes too long is heard besides the call itself, a threat to life louder', () => {
  const late = { alarm: { kind: 'declined', since: 5, unit: 'AMB-01' } }
  const all = claims(call('i1', 'P2', late), call('i2', 'P0', late))
  expect(said(all.filter(({ kind }) => kind === 'declined'))).toEqual([
    'i2 declined urgent',
    'i1 declined late',
  ])
  const again = claims(call('i1', 'P2', { alarm: { ...late.alarm, since: 9 } }))
  expect(said(unheard(again, heardWith(all, nobody)))).toEqual(['i1 declined late'])
})

test('a call that somebody is on asks for nobody', () => {
  expect(claims(call('i1', 'P1', { state: 'responding' }))).toEqual([])
})
