// The number as the networks know it, without the plus: 0812-3456 is 62812.... Nothing where that cannot be a
// number for a message (two numbers in one field, an extension, the desk's own note).
export function internationalNumber(phone: string, country = '62'): string | undefined {
  const bare = phone.replaceAll(/[\s().-]/g, '')
  if (!/^\+?\d+$/.test(bare)) return undefined
  const digits = bare.replace(/^\+/, '').replace(/^00/, '')
  const isWhole = bare.startsWith('+') || bare.startsWith('00') || digits.startsWith(country)
  // The 0 of the trunk is dialled at home only; people write it after the country code too: +62 0812.
  const full = (isWhole ? digits : country + digits).replace(new RegExp(`^${country}0`), country)
  return full.length >= 10 && full.length <= 15 ? full : undefined // E.164: 15 at most
}

export function callerAddress(origin: string, token: string): string {
  return `${origin}/caller/${encodeURIComponent(token)}`
}

// Callers read Indonesian, whatever the desk reads. Plain letters only, and the address last: one SMS holds 160.
export function messageText(regionTitle: string, address: string): string {
  return `${regionTitle}: buka tautan ini, tekan "Bagikan lokasi saya" agar bantuan menemukan Anda. ${address}`
}

export function smsLink(number: string, text: string): string {
  return `sms:+${number}?&body=${encodeURIComponent(text)}`
}

export function whatsAppLink(number: string, text: string): string {
  return `https://wa.me/${number}?text=${encodeURIComponent(text)}`
}
