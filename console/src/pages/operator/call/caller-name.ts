const leastNikDigits = 6

// A number where a name should stand: an identity number, or its end, by which a patient is looked for.
export function isNumber(name: string): boolean {
  return /^[\d\s.-]+$/.test(name) && name.replaceAll(/\D/g, '').length >= leastNikDigits
}

// What may be kept as the caller's name. An identity number is no name, and does not go into the log.
export function callerName(name: string): string {
  if (isNumber(name)) return ''
  return name
    .replaceAll(/\d(?:[\s.-]?\d){15,}/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
}
