// Writes src/wire/message.ts from the schema of the wire. `npm test` fails when the two differ.
import { readFile, writeFile } from 'node:fs/promises'
import { compile } from 'json-schema-to-typescript'

export const schemaFile = new URL('../ws/protocol/siaga.v1.schema.json', import.meta.url)
export const messageFile = new URL('./src/wire/message.ts', import.meta.url)

export async function generated() {
  const { title: _, ...schema } = JSON.parse(await readFile(schemaFile, 'utf8'))
  return compile(schema, 'Message', {
    bannerComment: '// Generated from ws/protocol/siaga.v1.schema.json by `npm run generate`. Do not edit.',
    additionalProperties: false,
    ignoreMinAndMaxItems: true,
    unknownAny: true,
    style: { semi: false, singleQuote: true, printWidth: 110 },
  })
}

if (process.argv[1] && import.meta.url.endsWith(process.argv[1].split('/').pop() ?? '')) {
  await writeFile(messageFile, await generated())
}
