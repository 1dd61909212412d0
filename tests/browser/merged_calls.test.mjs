import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, desk, field, stage } from './stand.mjs'

const stand = stage()

async function takeCall(page, place) {
  await page.keyboard.press('n')
  await field(page, 'call-place').fill(place)
  await at(page, 'call-priority-P1').check()
  await page.keyboard.press('Control+Enter')
  await at(page, 'incident-card').getByText(place, { exact: true }).first().waitFor()
}

test('whoever ends an incident sees which calls end with it, and ends them by that', async () => {
  const operator = await desk(stand)
  await takeCall(operator, 'Pasar, dua motor')
  await takeCall(operator, 'Pasar Negara, tabrakan')
  await operator.keyboard.press('g')
  await operator.locator('select[data-testid="merge-into"]').selectOption({ index: 1 })
  await field(operator, 'panel-reason').fill('kejadian sama')
  await operator.keyboard.press('Enter')
  await at(operator, 'incident-card', '[data-state="merged"]').waitFor()

  await at(operator, 'incident-list').getByText('Pasar, dua motor').click()
  await at(operator, 'merged-list').getByText('Pasar Negara, tabrakan').waitFor()
  await operator.keyboard.press('h')
  assert.equal(await at(operator, 'merged-list').count(), 2) // on the card, and before the key that ends both
  if (process.env.SHOTS) await operator.screenshot({ path: `${process.env.SHOTS}/merged.png` })
  await field(operator, 'panel-reason').fill('anak-anak bermain')
  await operator.keyboard.press('Enter')
  await at(operator, 'incident-card', '[data-state="hoax"]').waitFor()
  assert.deepEqual(operator.faults, [])
})
