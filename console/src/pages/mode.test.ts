import { describe, expect, test } from 'vitest'
import { type Act, type Mode, next, workOf } from './mode'

const board: Mode = { at: 'board', incident: undefined }
const onFirst: Mode = { at: 'board', incident: 'i1' }
const calling: Mode = { at: 'call', incident: 'i1' }
const noting: Mode = { at: 'action', incident: 'i1', action: 'note' }

const after = (mode: Mode, ...acts: Act[]) => acts.reduce(next, mode)

describe('a call', () => {
  test('is opened over whatever is being done, and what was chosen stays chosen', () => {
    for (const mode of [onFirst, noting, after(noting, { does: 'draw' })])
      expect(next(mode, { does: 'call' })).toEqual(calling)
  })

  test('stays open while another incident is chosen in the list', () => {
    expect(next(calling, { does: 'choose', incident: 'i2' })).toEqual({ at: 'call', incident: 'i2' })
  })

  test('steps back when an incident is to be looked at, or acted on', () => {
    expect(next(calling, { does: 'show', incident: 'i2' })).toEqual({ at: 'board', incident: 'i2' })
    expect(next(calling, { does: 'act', action: 'note' })).toEqual(noting)
  })
})

describe('an action', () => {
  test('needs an incident', () => {
    expect(next(board, { does: 'act', action: 'note' })).toBe(board)
    expect(next(onFirst, { does: 'act', action: 'note' })).toEqual(noting)
  })

  test('ends when it is ended and when another incident is chosen, anywhere', () => {
    expect(next(noting, { does: 'end' })).toEqual(onFirst)
    expect(next(noting, { does: 'choose', incident: 'i2' })).toEqual({ at: 'board', incident: 'i2' })
    expect(next(noting, { does: 'mark', incident: 'i2' })).toEqual({ at: 'board', incident: 'i2' })
  })

  test('goes on when its own incident is clicked on the large map', () => {
    expect(next(noting, { does: 'mark', incident: 'i1' })).toEqual(noting)
  })
})

describe.each(['plan', 'cover', 'units'] as const)('the %s', (look) => {
  const planning = next(onFirst, { does: look })

  test('stands beside the work and goes with the key that brought it, or with Escape', () => {
    expect(next(planning, { does: look })).toEqual(onFirst)
    expect(next(planning, { does: 'end' })).toEqual(onFirst)
    expect(after(noting, { does: look }, { does: look })).toEqual(noting)
  })

  test('stays while one call after the other is chosen', () => {
    expect(next(planning, { does: 'choose', incident: 'i2' })).toEqual({
      at: look,
      work: { at: 'board', incident: 'i2' },
    })
  })

  test('gives way to a call and to closed roads', () => {
    expect(next(planning, { does: 'call' })).toEqual(calling)
    expect(next(planning, { does: 'list_closures' })).toMatchObject({ at: 'closures', work: onFirst })
  })
})

describe('closed roads', () => {
  test('are left for the work as it was', () => {
    for (const mode of [onFirst, calling, noting]) {
      expect(after(mode, { does: 'draw' }, { does: 'leave_roads' })).toEqual(mode)
      expect(after(mode, { does: 'list_closures' }, { does: 'leave_roads' })).toEqual(mode)
    }
  })

  test('that are listed give way to an incident; one that is drawn does not', () => {
    const listing = after(noting, { does: 'list_closures' })
    expect(next(listing, { does: 'choose', incident: 'i2' }).at).toBe('board')
    const drawing = next(after(noting, { does: 'draw' }), { does: 'choose', incident: 'i2' })
    expect(drawing).toEqual({ at: 'drawing', work: { at: 'board', incident: 'i2' } })
  })

  test('stay listed on the large map', () => {
    const listing = after(onFirst, { does: 'show_closure', closure: 'c1', look: undefined })
    expect(next(listing, { does: 'mark', incident: 'i2' })).toMatchObject({
      at: 'closures',
      closure: 'c1',
      work: { incident: 'i2' },
    })
  })

  test('are asked about only where one is chosen, and showing another one asks nothing', () => {
    expect(next(onFirst, { does: 'ask', ask: 'open' })).toBe(onFirst)
    const asked = after(
      onFirst,
      { does: 'show_closure', closure: 'c1', look: undefined },
      { does: 'ask', ask: 'open' },
    )
    expect(asked).toMatchObject({ closure: 'c1', ask: 'open' })
    const other = next(asked, { does: 'show_closure', closure: 'c2', look: [] })
    expect(other).toMatchObject({ closure: 'c2', ask: undefined, look: [] })
  })

  test('do not stand over each other', () => {
    const mode = after(calling, { does: 'list_closures' }, { does: 'draw' }, { does: 'list_closures' })
    expect(workOf(mode)).toEqual(calling)
  })
})
