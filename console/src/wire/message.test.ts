import { expect, test } from 'vitest'
import { generated } from '../../generate.mjs'
import { decode } from './decode'
import message from './message.ts?raw'

test('message.ts is what the schema says: else run `npm run generate`', async () => {
  expect(message).toBe(await generated())
})

// One example of every message a server sends; the C++ tests read the same files.
const examples = Object.entries(
  import.meta.glob<string>('../../../tests/wire/server.*.json', {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
)

test('every example of a server message is understood', () => {
  expect(examples.length).toBeGreaterThan(0)
  for (const [name, text] of examples) {
    const decoded = decode(text)
    expect(decoded.ok, `${name}: ${decoded.ok ? '' : decoded.why}`).toBe(true)
  }
})
