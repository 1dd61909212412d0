import { expect, test } from 'vitest'
import { ruleText } from './rule-text'

const t = ((key: string, values?: Record<string, unknown>) =>
  `${key}${values ? `(${Object.values(values).join()})` : ''}`) as Parameters<typeof ruleText>[1]

test('a rule says for which calls, at which hours of the region, and after how long', () => {
  expect(ruleText({ priority: 'P0', mode: 'at_once' }, t)).toBe('P0, sending_mode.at_once')
  expect(ruleText({ priority: 'P1', mode: 'after', after: 20, from: 75_600, until: 21_600 }, t)).toBe(
    'P1 21:00–06:00, sending_mode.after(span.seconds(20))',
  )
})
