// What takes too long: one list at the desk, worst first, and the crew sees the same on its tablet.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, desk, field, goOnDuty, stage, tabletOf } from './stand.mjs'

const stand = stage(['--clock-speed', '10', '--dispatch-turnout-s', '30', '--dispatch-quiet-after-start-s', '0'])

async function call(page, priority) {
  await page.keyboard.press('n')
  await field(page, 'call-place').fill('RSU Negara')
  await at(page, 'places-row').first().click()
  await at(page, `call-priority-${priority}`).check()
  await page.keyboard.press('Control+Enter')
  await at(page, 'incident-card', '[data-state="pending"]').waitFor()
}

test('a crew that does not roll is on the list of the desk and on its tablet until it does', async () => {
  const crew = await tabletOf(stand, 'AMB-01')
  await goOnDuty(crew)
  const operator = await desk(stand)
  await call(operator, 'P2')
  await at(operator, 'suggestion-row', '[data-unit="AMB-01"]').getByRole('button').click()
  await at(crew, 'step-next', '[data-to="acknowledged"]:enabled').click()
  const row = at(operator, 'overdue', '[data-kind="turnout"]')
  await row.filter({ hasText: /Belum berangkat · AMB-01/ }).waitFor()
  await at(crew, 'job-late', '[data-what="turnout"]').waitFor()
  if (process.env.SHOTS)
    for (const language of ['ID', 'EN'])
      for (const [who, page] of [['desk', operator], ['crew', crew]]) {
        await page.getByText(language, { exact: true }).click()
        await page.screenshot({ path: `${process.env.SHOTS}/overdue-${who}-${language}.png` })
      }
  await row.click()
  assert.equal(await at(operator, 'incident-card', '[data-state="assigned"]').count(), 1)
  await at(crew, 'step-next', '[data-to="en_route"]:enabled').click()
  await row.waitFor({ state: 'detached' })
  await at(crew, 'job-late').waitFor({ state: 'detached' })
  assert.deepEqual([...operator.faults, ...crew.faults], [])
})
