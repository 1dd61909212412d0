// crypto.randomUUID exists only on https and localhost; a first trial in a puskesmas has neither.
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const hex = Array.from(bytes, (byte, index) => {
    if (index === 6) return (byte & 0x0f) | 0x40
    return index === 8 ? (byte & 0x3f) | 0x80 : byte
  }).map((byte) => byte.toString(16).padStart(2, '0'))
  return [0, 4, 6, 8, 10].map((from, n, all) => hex.slice(from, all[n + 1]).join('')).join('-')
}

// Names a token without keeping it a second time (after FNV-1a). No secret is guarded by it.
export function digestOf(token: string): string {
  let low = 0x811c9dc5
  let high = 0x1b873593
  for (const char of token) {
    low = Math.imul(low ^ (char.codePointAt(0) ?? 0), 0x01000193)
    high = Math.imul(high ^ low, 0x85ebca6b)
  }
  return (low >>> 0).toString(36) + (high >>> 0).toString(36)
}
