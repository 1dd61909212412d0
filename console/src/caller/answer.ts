// What the server tells a caller: docs/protocol.md, "The caller's link".
export const statuses = ['waiting', 'help_arranged', 'on_its_way', 'arrived', 'over'] as const
export type Status = (typeof statuses)[number]

export interface Coming {
  readonly lat: number
  readonly lon: number
  readonly age_s: number
  readonly eta_s: number | undefined
}

export interface Heard {
  readonly uncertainty_m: number
  readonly age_s: number
}

export interface Told {
  readonly status: Status
  readonly region: string
  readonly unit: Coming | undefined
  readonly heard: Heard | undefined
  // Whether the phone is with the patient decides what its place is worth.
  readonly asksWithPatient: boolean
}

// Nothing: this is not what the server says.
export function readTold(value: unknown): Told | undefined {
  if (!isRecord(value)) return undefined
  const status = statuses.find((one) => one === value.status)
  if (!status) return undefined
  const region = typeof value.region_title === 'string' ? value.region_title : ''
  return {
    status,
    region,
    unit: comingOf(value.unit),
    heard: heardOf(value.heard),
    asksWithPatient: value.asks === 'with_patient',
  }
}

function comingOf(value: unknown): Coming | undefined {
  if (!isRecord(value)) return undefined
  const { lat, lon, age_s, eta_s } = value
  if (!isNumber(lat) || !isNumber(lon) || !isNumber(age_s)) return undefined
  return { lat, lon, age_s, eta_s: isNumber(eta_s) ? eta_s : undefined }
}

function heardOf(value: unknown): Heard | undefined {
  if (!isRecord(value) || !isNumber(value.uncertainty_m) || !isNumber(value.age_s)) return undefined
  return { uncertainty_m: value.uncertainty_m, age_s: value.age_s }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}
