// Puts a gzipped twin beside every built file: the server sends it to browsers that take it, which on a patchy
// network is most of the waiting.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { constants, gzipSync } from 'node:zlib'

const folder = new URL('dist', import.meta.url).pathname
for (const name of readdirSync(folder, { recursive: true })) {
  if (!/\.(html|js|mjs|css|svg|json|webmanifest)$/.test(name)) continue
  const file = join(folder, name)
  writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: constants.Z_BEST_COMPRESSION }))
}
