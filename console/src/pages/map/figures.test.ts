import { expect, test } from 'vitest'
import { next } from '../../picture/picture'
import { fix, incident, picture, unit } from '../../testing/made'
import type { Estimates } from '../../wire/message'
import { figuresOf } from './figures'

const now = 1_000_000

test('the figures count who waits, who works and who is free', () => {
  const figures = figuresOf(
    picture({
      incidents: [
        incident('i1'),
        incident('i2', { state: 'responding' }),
        incident('i3', { state: 'closed' }),
      ],
      units: [
        unit('AMB-01', { fix: fix('AMB-01', now) }),
        unit('AMB-02', {
          availability: { state: 'not_available', reason: 'assigned' },
          fix: fix('AMB-02', now),
        }),
      ],
    }),
    now,
  )
  expect(figures.incidents).toEqual({ waiting: 1, running: 1, scheduled: 0, over: 1 })
  expect(figures.units).toEqual({ available: 1, conditional: 0, not_available: 1 })
})

test('a unit on duty whose place is old or unknown is missed; one off duty is not', () => {
  const off = { duty: { state: 'off' as const, since: 0 } }
  const { lost } = figuresOf(
    picture({
      units: [
        unit('fresh', { fix: fix('fresh', now - 1000) }),
        unit('old', { fix: fix('old', now - 300_001) }),
        unit('unknown'),
        unit('off', off),
      ],
    }),
    now,
  )
  expect(lost.map((one) => one.id)).toEqual(['old', 'unknown'])
})

test('of arrival times nothing is said before there are arrivals, then how many came as was said', () => {
  const estimates: Estimates = {
    type: 'estimates',
    arrivals: 260,
    within: 212,
    low: 0.8,
    high: 1.314,
    measured: true,
  }
  const told = (change: Partial<Estimates>) =>
    figuresOf(next(picture({}), { ...estimates, ...change }), now).estimates
  expect(figuresOf(picture({}), now).estimates).toBeUndefined()
  expect(told({ arrivals: 0, within: 0 })).toBeUndefined()
  expect(told({})).toEqual({
    arrivals: 260,
    within: 212,
    percent: 82,
    measured: { low: '0.80', high: '1.31' },
  })
  expect(told({ measured: false })?.measured).toBeUndefined()
})
