import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

const console = new URL('../../console/', import.meta.url)
const text = (path) => readFileSync(new URL(path, console), 'utf8')

// Else it is drawn bare: a box that is not ticked has its tick beside it.
test('each part of Mantine that the console uses has its styles', () => {
  const files = readdirSync(new URL('src', console), { recursive: true }).filter((file) => file.endsWith('.tsx'))
  const used = files.flatMap((file) =>
    [...text(`src/${file}`).matchAll(/import \{([^}]*)\} from '@mantine\/core'/g)].flatMap(([, names]) =>
      names.split(',').map((name) => name.trim()),
    ),
  )
  assert.ok(used.includes('Checkbox'))
  const imported = text('src/ui/mantine.css')
  const bare = used
    .map((name) => `@mantine/core/styles/${name}.css`)
    .filter((file) => existsSync(new URL(`node_modules/${file}`, console)) && !imported.includes(file))
  assert.deepEqual(bare, [])
})
