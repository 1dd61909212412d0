import { describe, expect, test } from 'vitest'
import { callerAddress, internationalNumber, messageText, smsLink, whatsAppLink } from './message-links'

test.each([
  ['0812-3456-789', '628123456789'],
  ['(0812) 3456.7890', '6281234567890'],
  ['+62 812 3456 789', '628123456789'],
  ['62 812 3456 789', '628123456789'],
  ['+62 0812 3456 789', '628123456789'],
  ['0062 812 3456 789', '628123456789'],
  ['812 3456 789', '628123456789'],
  ['+61 412 345 678', '61412345678'],
])('the number %s is %s to the networks', (phone, number) => {
  expect(internationalNumber(phone)).toBe(number)
})

test.each(['', '112', '0812 3456 789 / 0813 4444 555', '0365 41006 ext 2', 'tetangga', '08123456789012345'])(
  '"%s" is no number for a message',
  (phone) => {
    expect(internationalNumber(phone)).toBeUndefined()
  },
)

describe('the message to a caller', () => {
  const address = callerAddress('https://siaga.jembranakab.go.id', 'q0Zr8cJ1dXkL2mN4pS6tVw')
  const text = messageText('Kabupaten Jembrana', address)

  test('holds the address, untouched and last', () => {
    expect(text.endsWith(` ${address}`)).toBe(true)
    expect(address).toBe('https://siaga.jembranakab.go.id/caller/q0Zr8cJ1dXkL2mN4pS6tVw')
  })

  test('is one SMS even with a long title of the region', () => {
    expect(messageText('Kabupaten Bangka Tengah', address).length).toBeLessThanOrEqual(160)
    expect(text).toMatch(/^[ -~]+$/)
  })

  test('comes out of both links as it went in', () => {
    const [, body] = smsLink('628123456789', text).split('?&body=')
    expect(decodeURIComponent(body ?? '')).toBe(text)
    const link = new URL(whatsAppLink('628123456789', text))
    expect([link.pathname, link.searchParams.get('text')]).toEqual(['/628123456789', text])
  })
})
