// A unit that was taken off the region's list: gone from the screens, and its tablet says why.
import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { at, open, stage, tabletOf } from './stand.mjs'

const folder = mkdtempSync(join(tmpdir(), 'siaga-region-'))
const region = join(folder, 'jembrana')
cpSync(new URL('../../config/regions/jembrana', import.meta.url), region, { recursive: true })
after(() => rmSync(folder, { recursive: true, force: true }))

const stand = stage(['--region', region])
const list = join(region, 'units.csv')

async function supervisor() {
  const page = await open(stand.browser, `${stand.server.url}/#token=${await stand.server.token('supervisor', 'Komang')}`)
  await at(page, 'side-unit').first().waitFor()
  return page
}

function isListed(text) {
  writeFileSync(list, text)
  stand.server.child.kill('SIGHUP')
}

test('a retired unit is on no screen, its tablet says so, and both have it again when it is listed again', async () => {
  const all = readFileSync(list, 'utf8')
  const crew = await tabletOf(stand, 'AMB-02')
  const wall = await supervisor()
  const row = at(wall, 'side-unit', '[data-unit="AMB-02"]')
  await row.waitFor()

  isListed(all.replace(/^AMB-02,.*\n/m, ''))
  await at(crew, 'retired').getByText('AMB-02').waitFor()
  await row.waitFor({ state: 'detached' })
  assert.equal(await at(crew, 'duty-on').count(), 0)
  if (process.env.SHOTS) {
    await crew.screenshot({ path: `${process.env.SHOTS}/retired-id.png` })
    await at(crew, 'language').getByText('EN').click()
    await crew.screenshot({ path: `${process.env.SHOTS}/retired-en.png` })
  }

  isListed(all)
  await at(crew, 'duty-on').waitFor()
  await row.waitFor()
  assert.deepEqual([...crew.faults, ...wall.faults], [])
})
