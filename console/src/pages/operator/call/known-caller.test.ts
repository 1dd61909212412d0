import { describe, expect, test } from 'vitest'
import { foundPatient, pastCall } from '../../../testing/made'
import { toPlace } from '../place/place-draft'
import { type CallDraft, emptyCall } from './call-draft'
import { fillsAnything, fromPastCall, fromPatient, isElsewhere, pinOfPatient } from './known-caller'

const typed: CallDraft = {
  ...emptyCall,
  text: 'simpang tiga, warung hijau',
  pin: '-8.30000, 114.70000',
  phone: '0899',
  name: 'Rina',
}

const record = 'Pasien terdaftar: Ketut Sudana · oksigen di rumah'

describe('a past call', () => {
  test('gives its words and its pin to an empty place, and says where the pin is from', () => {
    const call = { ...emptyCall, ...fromPastCall(emptyCall, pastCall('a')) }
    expect(toPlace(call)).toEqual({
      text: 'gerbang biru',
      pin: { lat: -8.35, lon: 114.62 },
      uncertainty_m: 150,
      source: 'past_call',
    })
  })

  test('gives its pin beside words that were typed, and never other words', () => {
    const call = { ...emptyCall, text: 'rumah yang kemarin' }
    expect(fromPastCall(call, pastCall('a'))).toMatchObject({ pin: '-8.35000, 114.62000' })
    expect(fromPastCall(call, pastCall('a'))).not.toHaveProperty('text')
  })

  test('gives nothing where everything is there, or where it has nothing itself', () => {
    expect(fillsAnything(fromPastCall(typed, pastCall('a')))).toBe(false)
    const { pin: _, ...without } = pastCall('a', { text: ' ' })
    expect(fillsAnything(fromPastCall(emptyCall, without))).toBe(false)
  })

  test('without a known uncertainty claims none', () => {
    const { uncertainty_m: _, ...vague } = pastCall('a')
    expect(toPlace({ ...emptyCall, ...fromPastCall(emptyCall, vague) })).not.toHaveProperty('uncertainty_m')
  })
})

describe('a patient who is chosen', () => {
  test('fills what is empty: name, phone, address and the pin of the home, and no need', () => {
    const call = { ...emptyCall, ...fromPatient(emptyCall, foundPatient(), record) }
    expect(call).toEqual({
      ...emptyCall,
      name: 'Ketut Sudana',
      phone: '08123456789',
      text: 'Br. Tengah',
      pin: '-8.35700, 114.61500',
      uncertainty: '',
      source: 'patient_record',
      label: 'Br. Tengah',
      record,
    })
  })

  test('takes the place of the NIK or the name that was typed to find them, and of nothing else', () => {
    const named = (name: string, patient = foundPatient()) =>
      fromPatient({ ...typed, name, record }, patient, record)
    expect(named('5101044107860001')).toEqual({ name: 'Ketut Sudana' })
    expect(named('860001')).toEqual({ name: 'Ketut Sudana' })
    expect(named('sudane', foundPatient({ why: ['name'] }))).toEqual({ name: 'Ketut Sudana' })
    expect(named('Ketut Sudana', foundPatient({ why: ['name'] }))).toEqual({})
    expect(named('Rina', foundPatient({ why: ['number'] }))).toEqual({})
  })

  test('takes along what the register says, once, and that of one patient only', () => {
    expect(
      fromPatient({ ...typed, record: 'of another' }, foundPatient({ why: ['number'] }), record),
    ).toEqual({ record })
  })

  test('never moves a pin by itself: that is another key', () => {
    expect(isElsewhere(typed, foundPatient())).toBe(true)
    expect(isElsewhere(emptyCall, foundPatient())).toBe(false)
    const home = { ...typed, ...pinOfPatient(foundPatient()) }
    expect(isElsewhere(home, foundPatient())).toBe(false)
    expect(home.text).toBe(typed.text)
  })

  test('with several numbers gives the first', () => {
    const two = foundPatient({ phone: '0361-555-123 / 08123456789' })
    expect(fromPatient(emptyCall, two, record).phone).toBe('0361-555-123')
  })

  test('whose home is not on the map gives no pin', () => {
    const { at: _, ...nowhere } = foundPatient({ address: '', phone: '' })
    expect(fromPatient(emptyCall, nowhere, record)).toEqual({ name: 'Ketut Sudana', record })
    expect(isElsewhere(typed, nowhere)).toBe(false)
  })
})
