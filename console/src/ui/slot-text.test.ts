import { beforeAll, expect, test } from 'vitest'
import { type Language, speak, startLanguage, translate } from '../i18n/language'
import type { RegionCapability, Shortfall, Slot } from '../wire/message'
import { shortfallText, slotText, type Words } from './slot-text'

const region: readonly RegionCapability[] = [
  { word: 'boat', title: { id: 'perahu', en: 'boat' }, of_crew: false, includes: [] },
]
const birth: Slot = {
  role: 'transport',
  weight: 'must',
  capabilities: [['transports'], ['midwife', 'doctor']],
}

beforeAll(() => {
  const kept = new Map<string, string>()
  Object.assign(globalThis, {
    localStorage: { setItem: (key: string, value: string) => kept.set(key, value), getItem: () => null },
    document: { documentElement: {} },
  })
  startLanguage('id')
})

const inLanguage = (language: Language): Words => {
  speak(language)
  return { t: translate, language, region }
}

test('a slot says what it needs, in both languages', () => {
  expect(slotText(birth, inLanguage('en'))).toBe('carries the patient, midwife or doctor')
  expect(slotText(birth, inLanguage('id'))).toBe('membawa pasien, bidan atau dokter')
})

test("a region's own word is said as the region calls it, and one that is not known as it is", () => {
  const slot = (word: string): Slot => ({ role: 'first', weight: 'must', capabilities: [[word]] })
  expect(slotText(slot('boat'), inLanguage('id'))).toBe('datang dan menangani, perahu')
  expect(slotText(slot('zeppelin'), inLanguage('en'))).toBe('comes and begins, zeppelin')
})

test.each<[Shortfall, string]>([
  [
    { slot: 0, code: 'none_free', value: 2, unit: 'AMB-02', substitute: 'AMB-01', substitute_eta_s: 360 },
    'carries the patient, midwife or doctor: 2 could, all on other jobs, AMB-02 is nearest. Best substitute: AMB-01 in 6 min 00.',
  ],
  [
    { slot: 0, code: 'none_can' },
    'carries the patient, midwife or doctor: no unit of the region can. Nobody could stand in.',
  ],
  [
    { slot: 0, code: 'position_old', value: 400, unit: 'AMB-02' },
    'carries the patient, midwife or doctor: AMB-02 could, but its position is 6 min 40 old: ask by radio. Nobody could stand in.',
  ],
])('a shortfall is one sentence with who would do instead', (shortfall, sentence) => {
  expect(shortfallText(shortfall, [birth], inLanguage('en'))).toBe(sentence)
})
