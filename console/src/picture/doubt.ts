import type { Fix } from '../wire/message'

export interface Doubt {
  readonly kind: 'disputed' | 'outside' | 'wide'
  // How far from its position the unit may be.
  readonly metres: number
}

// What a receiver is off by in a street makes no difference; the server ranks by the same number.
const exactEnough = 150

// Of a device that does not know how exact it is: what its source is good for, as the server takes it.
const unsaid = 100
const ofNetwork = 2000
const networks = /^(network|cell|wifi|wlan|gsm|lbs)$/i

function accuracyOf({ accuracy_m = 0, source = '' }: Fix): number {
  if (accuracy_m > 0) return accuracy_m
  return networks.test(source) ? ofNetwork : unsaid
}

export function doubtOf(fix: Fix): Doubt | undefined {
  const metres = Math.max(accuracyOf(fix), fix.off_by_m ?? 0)
  return metres > exactEnough ? { kind: fix.doubt ?? 'wide', metres } : undefined
}
