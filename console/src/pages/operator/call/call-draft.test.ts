import { describe, expect, test } from 'vitest'
import { type CallDraft, callText, emptyCall, faultsOf, fromReceive, toNote, toReceive } from './call-draft'

const typed: CallDraft = {
  ...emptyCall,
  text: 'belakang pasar, gerbang biru ',
  pin: '-8.3573, 114.6185',
  uncertainty: '150',
  phone: ' 0812-3456 ',
  name: '',
  priority: 'P1',
  complaint: 'sesak napas',
  age: '7 bl',
  sex: 'female',
}

describe('a call as it is sent', () => {
  test('keeps what the caller said to the letter, and pin and uncertainty beside it', () => {
    expect(toReceive(typed, 'c1', 5, 480).place).toEqual({
      text: 'belakang pasar, gerbang biru ',
      pin: { lat: -8.3573, lon: 114.6185 },
      uncertainty_m: 150,
      source: 'operator',
    })
  })

  test('names only what is known', () => {
    expect(toReceive({ ...emptyCall, text: 'Desa Batuagung' }, 'c1', 5, 480)).toEqual({
      type: 'incident.receive',
      id: 'c1',
      at: 5,
      place: { text: 'Desa Batuagung' },
      caller: {},
    })
  })

  test('takes along what the register says of its patient, as a note', () => {
    const record = 'Pasien terdaftar: Ketut Sudana · oksigen di rumah'
    expect(toReceive({ ...typed, record }, 'c1', 5, 480)).toEqual(toReceive(typed, 'c1', 5, 480))
    const note = { type: 'incident.note', id: 'n1', at: 5, incident: 'c1', text: record }
    expect(toNote({ ...typed, record }, 'c1', 'n1', 5)).toEqual(note)
    expect(toNote(typed, 'c1', 'n1', 5)).toBeUndefined()
  })

  test('means the clock on the wall of the region', () => {
    const planned = toReceive({ ...typed, planned: '2025-11-23T09:30' }, 'c1', 5, 480)
    expect(planned.scheduled_at).toBe(Date.parse('2025-11-23T01:30Z'))
  })

  test('comes back into the form as it was', () => {
    expect(fromReceive(toReceive(typed, 'c1', 5, 480))).toEqual({
      ...typed,
      pin: '-8.35730, 114.61850',
      phone: '0812-3456',
    })
  })
})

test.each([
  [{}, []],
  [{ pin: 'pasar' }, ['pin']],
  [{ uncertainty: '-3' }, ['uncertainty']],
  [{ priority: '' as const }, ['complaint']],
  [{ priority: '' as const, complaint: '', age: '45' }, ['complaint']],
  [{ age: 'tua' }, ['age']],
  [{ age: '3 bulan' }, []],
  [{ planned: 'besok' }, ['planned']],
])('the faults of a call with %o are %o', (change, faults) => {
  expect(faultsOf({ ...typed, ...change })).toEqual(faults)
})

test('a call in one line says what is known, and no identity number', () => {
  expect(callText(typed)).toBe('belakang pasar, gerbang biru · 0812-3456 · sesak napas')
  expect(callText({ ...emptyCall, name: '5101044107860001' })).toBe('')
})
