import { describe, expect, test } from 'vitest'
import { doubtOf } from './doubt'

const fix = { unit: 'AMB-01', lat: -8.3, lon: 114.6, at: 1 }

describe('a position', () => {
  test.each([
    [{}, undefined],
    [{ source: 'gps' }, undefined],
    [{ accuracy_m: 0 }, undefined],
    [{ source: 'network' }, { kind: 'wide', metres: 2000 }],
    [
      { accuracy_m: 0, source: 'Cell' },
      { kind: 'wide', metres: 2000 },
    ],
    [{ accuracy_m: 12, source: 'network' }, undefined],
    [{ accuracy_m: 8 }, undefined],
    [{ accuracy_m: 150 }, undefined],
    [{ accuracy_m: 8000 }, { kind: 'wide', metres: 8000 }],
    [{ accuracy_m: 6, doubt: 'disputed', off_by_m: 31_000 } as const, { kind: 'disputed', metres: 31_000 }],
    [{ doubt: 'outside', off_by_m: 894_000 } as const, { kind: 'outside', metres: 894_000 }],
  ])('that says %o is doubted as %o', (said, doubt) => {
    expect(doubtOf({ ...fix, ...said })).toEqual(doubt)
  })
})
