// Who stands for a pin that a person of the desk set on the map or typed as numbers.
export const byHand = 'operator'

// What was read out of the words themselves, without the region's names.
const codes: ReadonlySet<string> = new Set([
  'coordinates',
  'utm',
  'mgrs',
  'geohash',
  'plus_code',
  'link',
  'aml',
  'pidf_lo',
])

export function sourceOf(kind: string): string {
  return codes.has(kind) ? kind : 'gazetteer'
}
