import { describe, expect, test } from 'vitest'
import { emptyCall, toReceive } from './call-draft'
import { callerName, isNumber } from './caller-name'

describe('the name of a caller', () => {
  test.each(['5101044107860001', '510104 410786 0001', '5101.0441.0786.0001', '860001', '51010441078600012'])(
    'is not a number: %s is left out',
    (typed) => {
      expect(isNumber(typed)).toBe(true)
      expect(callerName(typed)).toBe('')
      expect(toReceive({ ...emptyCall, name: typed }, 'c1', 5, 480).caller).toEqual({})
    },
  )

  test.each(['Rina', 'Ketut 2', 'Pak RT 05', 'Ni Luh (anak no. 3)'])('stays as it was typed: %s', (typed) => {
    expect(isNumber(typed)).toBe(false)
    expect(callerName(` ${typed} `)).toBe(typed)
  })

  test('loses an identity number that stands beside it', () => {
    expect(callerName('Rina 5101044107860001')).toBe('Rina')
    expect(callerName('510104 410786 0001 Rina')).toBe('Rina')
  })

  test('may have a telephone number beside it', () => {
    expect(callerName('Rina 081234567890')).toBe('Rina 081234567890')
  })
})
