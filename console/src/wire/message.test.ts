import { expect, test } from 'vitest'
import { generated } from '../../generate.mjs'
import { decode } from './decode'
import message from './message.ts?raw'

test('message.ts is what the schema says: else run `npm run generate`', async () => {
  expect(message).toBe(await generated())
})

// One example of every message stands in tests/wire; the C++ test reads the same files.
const examples = Object.entries(
  import.meta.glob<string>('../../../tests/wire/*.json', { query: '?raw', import: 'default', eager: true }),
)

test.runIf(examples.length > 0)('every example of a server message is understood', () => {
  for (const [name, text] of examples) {
    const decoded = decode(text)
    const isClients = !decoded.ok && decoded.why.startsWith('unknown type')
    expect(decoded.ok || isClients, `${name}: ${decoded.ok ? '' : decoded.why}`).toBe(true)
  }
})
