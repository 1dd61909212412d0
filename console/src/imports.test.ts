import { expect, test } from 'vitest'

const files: Readonly<Record<string, string>> = import.meta.glob('./**/*.{ts,tsx}', {
  query: '?raw',
  import: 'default',
  eager: true,
})

// Imports of types count as well: who reads a file reads them.
function importsOf(file: string): readonly string[] {
  return [...(files[file] ?? '').matchAll(/(?:from|import) '(\.[^']+)'/g)].flatMap(([, path = '']) => {
    const { pathname } = new URL(path, `file:///${file}`)
    return [`.${pathname}.ts`, `.${pathname}.tsx`].filter((name) => name in files)
  })
}

// The first way found that leads back to a file on it.
function circle(): readonly string[] | undefined {
  const done = new Set<string>()
  const walk = (file: string, way: readonly string[]): readonly string[] | undefined => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file]
    if (done.has(file)) return undefined
    const found = importsOf(file)
      .map((next) => walk(next, [...way, file]))
      .find((one) => one !== undefined)
    done.add(file)
    return found
  }
  return Object.keys(files)
    .map((file) => walk(file, []))
    .find((one) => one !== undefined)
}

test('no file imports what imports it', () => {
  expect(importsOf('./main.tsx')).toContain('./pages/app.tsx')
  expect(circle()).toBeUndefined()
})
