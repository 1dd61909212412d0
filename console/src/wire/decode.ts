import schema from '../../../ws/protocol/siaga.v1.schema.json'
import type { ServerMessage } from './message'

// The part of JSON Schema that ws/protocol/ uses.
interface Rule {
  readonly $ref?: string
  readonly type?: string
  readonly enum?: readonly string[]
  readonly const?: string
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Rule>>
  readonly additionalProperties?: boolean | Rule
  readonly items?: Rule
  readonly oneOf?: readonly Rule[]
}

export type Decoded =
  | { readonly ok: true; readonly message: ServerMessage }
  | { readonly ok: false; readonly why: string }

const definitions: Readonly<Record<string, Rule>> = schema.definitions

const ruleByType = new Map(
  (definitions.ServerMessage?.oneOf ?? []).map((alternative) => {
    const rule = resolve(alternative)
    return [rule.properties?.type?.const ?? '', rule] as const
  }),
)

// The door: what passes is a message of the schema. Fields that the schema does not name pass too, so that a
// console which is a day older than the server goes on working.
export function decode(text: string): Decoded {
  const value = parsed(text)
  if (!isRecord(value)) return { ok: false, why: 'not a JSON object' }
  const type = value.type
  const rule = typeof type === 'string' ? ruleByType.get(type) : undefined
  if (!rule) return { ok: false, why: `unknown type ${JSON.stringify(type)}` }
  const why = fault(value, rule, String(type))
  return why === undefined && isMessage(value)
    ? { ok: true, message: value }
    : { ok: false, why: why ?? 'type' }
}

function isMessage(value: { readonly [name: string]: unknown }): value is ServerMessage & typeof value {
  return typeof value.type === 'string' && ruleByType.has(value.type)
}

function fault(value: unknown, given: Rule, path: string): string | undefined {
  const rule = resolve(given)
  if (rule.const !== undefined) return value === rule.const ? undefined : `${path} is not ${rule.const}`
  if (rule.enum) {
    return typeof value === 'string' && rule.enum.includes(value)
      ? undefined
      : `${path} is not one of the known`
  }
  switch (rule.type) {
    case 'object':
      return isRecord(value) ? faultInObject(value, rule, path) : `${path} is not an object`
    case 'array':
      return Array.isArray(value) ? faultInArray(value, rule.items ?? {}, path) : `${path} is not a list`
    case 'integer':
      return Number.isInteger(value) ? undefined : `${path} is not a whole number`
    case undefined:
      return undefined
    default:
      return typeof value === rule.type ? undefined : `${path} is not a ${rule.type}`
  }
}

function faultInObject(
  value: Readonly<Record<string, unknown>>,
  rule: Rule,
  path: string,
): string | undefined {
  const missing = rule.required?.find((name) => value[name] === undefined)
  if (missing !== undefined) return `${path}.${missing} is missing`
  const other = typeof rule.additionalProperties === 'object' ? rule.additionalProperties : undefined
  for (const [name, part] of Object.entries(value)) {
    const partRule = rule.properties?.[name] ?? other
    const why = partRule && fault(part, partRule, `${path}.${name}`)
    if (why !== undefined) return why
  }
  return undefined
}

function faultInArray(value: readonly unknown[], rule: Rule, path: string): string | undefined {
  for (const [index, item] of value.entries()) {
    const why = fault(item, rule, `${path}[${index}]`)
    if (why !== undefined) return why
  }
  return undefined
}

function resolve(rule: Rule): Rule {
  return rule.$ref === undefined ? rule : (definitions[rule.$ref.replace('#/definitions/', '')] ?? {})
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
