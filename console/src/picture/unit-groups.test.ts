import { expect, test } from 'vitest'
import { option, picture, unit } from '../testing/made'
import type { Unit } from '../wire/message'
import { unitsByGroup } from './unit-groups'

const made = (id: string, reason: Unit['availability']['reason'], more: Partial<Unit> = {}) =>
  unit(id, { availability: { state: 'available', reason }, ...more })
const fleet = picture({
  units: [
    made('AMB-01', 'off_duty'),
    made('AMB-02', 'assigned'),
    made('AMB-03', 'free'),
    made('AMB-04', 'divertible'),
    made('AMB-05', 'free', { station: { ...unit('x').station, name: 'Melaya' } }),
    made('AMB-06', 'about_to_clear'),
    made('AMB-07', 'out_of_service'),
  ],
})
const ids = (typed: string, reckoned: Parameters<typeof unitsByGroup>[2] = []) =>
  unitsByGroup(fleet, typed, reckoned).map(({ id }) => id.slice(4))

test('units stand by what they can do now: free, soon free, busy, not there', () => {
  expect(ids('')).toEqual(['03', '05', '04', '06', '02', '01', '07'])
})

test('within a group whoever is there first stands first, and who was not reckoned with behind them', () => {
  expect(ids('', [option('AMB-05', { eta_s: 60 }), option('AMB-06', { eta_s: 30 })])).toEqual([
    '05',
    '03',
    '06',
    '04',
    '02',
    '01',
    '07',
  ])
})

test('they are found by parts of name and station', () => {
  expect(ids('melaya amb')).toEqual(['05'])
  expect(ids('nowhere')).toEqual([])
})
