import { describe, expect, test } from 'vitest'
import type { Told } from './answer'
import type { LineState } from './line'
import { type Known, screenOf } from './screen'
import { speaking } from './words'

const told: Told = {
  status: 'waiting',
  region: 'Kabupaten Jembrana',
  unit: undefined,
  heard: undefined,
  asksWithPatient: false,
}
const line: LineState = { told, at: 10_000, isLost: false, isOver: false, isSending: false }

function shown(change: Partial<Known> & { line?: LineState } = {}) {
  return screenOf({
    line,
    finding: 'off',
    hasShared: false,
    own: undefined,
    withPatient: undefined,
    now: 10_000,
    language: 'en',
    say: speaking('en'),
    ...change,
  })
}

describe('the caller’s page', () => {
  test('asks first, and says to whom and until when', () => {
    const { title, share, stop, what } = shown()
    expect([title, share, stop]).toEqual(['Help is being arranged', 'Share my location', ''])
    expect(what).toMatch(/Kabupaten Jembrana.*30 minutes.*any time/)
  })

  test('says received only when the server has heard', () => {
    const sending = { ...line, isSending: true }
    expect(shown({ finding: 'found', line: sending }).fix).toBe('Location found, being sent …')
    const heard = { ...line, told: { ...told, heard: { uncertainty_m: 18, age_s: 1 } } }
    const screen = shown({ finding: 'found', line: heard, now: 12_000 })
    expect([screen.fix, screen.fixAge]).toEqual(['Your location was received: ± 18 m', '3 s ago'])
    expect([screen.stop, screen.share]).toEqual(['Stop sharing the location', ''])
  })

  test('does not say what an earlier page shared as if it were sharing now', () => {
    const heard = { ...line, told: { ...told, heard: { uncertainty_m: 18, age_s: 1 } } }
    expect(shown({ line: heard }).fix).toBe('So that the crew can find you, share where this phone is.')
    expect(shown({ line: heard, hasShared: true }).fix).toBe('Your location is not shared any more.')
  })

  test('says stopped after the help has arrived too, and does not ask again', () => {
    const arrived: LineState = { ...line, told: { ...told, status: 'arrived' } }
    expect(shown({ line: arrived, hasShared: true })).toMatchObject({
      fix: 'Your location is not shared any more.',
      share: '',
    })
    expect(shown({ line: arrived }).fix).toBe('')
  })

  test('counts the minutes of the unit down, and its position gets older', () => {
    const unit = { lat: -8.3, lon: 114.6, age_s: 5, eta_s: 300 }
    const coming: LineState = { ...line, told: { ...told, status: 'on_its_way', unit } }
    const own = { lat: -8.33, lon: 114.6 }
    expect(shown({ line: coming, own })).toMatchObject({
      title: 'Help is on its way',
      unit: 'In about 5 min',
      unitAge: '3.3 km from you · Its position is 5 s old',
    })
    expect(shown({ line: coming, now: 75_000 })).toMatchObject({
      unit: 'In about 4 min',
      unitAge: 'Its position is 1 min old',
    })
    expect(shown({ line: coming, now: 255_000 }).unit).toBe('It will be there in a moment')
  })

  test('gives no minutes that the server does not give', () => {
    const unit = { lat: -8.3, lon: 114.6, age_s: 500, eta_s: undefined }
    const coming: LineState = { ...line, told: { ...told, status: 'on_its_way', unit } }
    expect(shown({ line: coming }).unit).toBe('')
  })

  test('says since when there is no network, over whatever else it shows', () => {
    expect(shown({ line: { ...line, isLost: true }, now: 24_000 }).lost).toMatch(/last news 14 s ago/)
    expect(shown({ line: { ...line, told: undefined, isLost: true } }).title).toBe('Reaching the service …')
  })

  test.each(['insecure', 'unsupported'] as const)(
    'without a location (%s) it says what to tell instead',
    (finding) => {
      const { advice, share, tone } = shown({ finding })
      expect([advice, share, tone]).toEqual([expect.stringMatching(/^Stay on the phone and say/), '', 'bad'])
    },
  )

  test('denied, it says how to allow it, and the button stays', () => {
    const { advice, share } = shown({ finding: 'denied' })
    expect([advice.includes('allow Location'), share]).toEqual([true, 'Share my location'])
  })

  test('over, it asks for nothing and shows nothing else', () => {
    const screen = shown({ line: { ...line, isOver: true }, finding: 'found' })
    expect(Object.entries(screen).filter(([, text]) => text !== '')).toEqual([
      ['title', 'This link has ended'],
      ['fix', expect.stringMatching(/not shared any more/)],
      ['tone', 'none'],
    ])
  })

  test('asks whether the caller is with the patient when the server doubts it, once', () => {
    const doubted: LineState = {
      ...line,
      told: { ...told, heard: { uncertainty_m: 13, age_s: 1 }, asksWithPatient: true },
    }
    const asked = shown({ finding: 'found', line: doubted })
    expect([asked.question, asked.yes, asked.no, asked.tone]).toEqual([
      expect.stringMatching(/^Are you with the patient/),
      'Yes, the patient is here',
      'No, the patient is elsewhere',
      'ask',
    ])
    for (const withPatient of [true, false])
      expect(shown({ finding: 'found', line: doubted, withPatient }).question).toBe('')
    expect(shown({ finding: 'found', line }).question).toBe('')
    expect(shown({ finding: 'off', line: doubted }).question).toBe('')
  })

  test('tells who is elsewhere to say where the patient is', () => {
    const { advice } = shown({ finding: 'found', line, withPatient: false })
    expect(advice).toMatch(/^Tell the call-taker where the patient is/)
  })
})
