import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, field, open, stage } from './stand.mjs'

const stand = stage()

async function signedIn(role, name) {
  const page = await open(stand.browser, `${stand.server.url}/#token=${await stand.server.token(role, name)}`)
  await at(page, 'link-state', '[data-up="true"]').waitFor()
  return page
}

test('whoever has no work on this screen is told so, as whom, and signs out', async () => {
  const page = await signedIn('integration', 'SIKDA')
  await at(page, 'nothing-here').waitFor()
  assert.match(await at(page, 'nothing-here').textContent(), /SIKDA, Sistem lain/)
  await at(page, 'language').getByText('EN').click()
  await at(page, 'nothing-here').getByText('SIKDA, Other system').waitFor()
  assert.equal(await at(page, 'new-call').count(), 0)
  await at(page, 'sign-out').click()
  await at(page, 'sign-out-yes').click()
  await at(page, 'sign-in').waitFor()
  assert.deepEqual(page.faults, [])
})

test('a supervisor has the large map and no call to take', async () => {
  const page = await signedIn('supervisor', 'Komang')
  await at(page, 'figures').waitFor()
  await page.keyboard.press('n')
  assert.equal(await at(page, 'call-form').count(), 0)
  assert.equal(await at(page, 'nothing-here').count(), 0)
  assert.deepEqual(page.faults, [])
})

test('a supervisor opens the card of a call and reads it; nothing on it can be pressed', async () => {
  const operator = await signedIn('operator', 'Ayu')
  await at(operator, 'new-call').waitFor()
  await operator.keyboard.press('n')
  await field(operator, 'call-place').fill('Pasar Negara, gerbang biru')
  await field(operator, 'call-pin').fill('-8.3573, 114.6185')
  await operator.keyboard.press('Control+Enter')
  await at(operator, 'incident-card').waitFor()
  const supervisor = await signedIn('supervisor', 'Komang')
  await at(supervisor, 'side-incident').click()
  await at(supervisor, 'incident-card').waitFor()
  assert.match(await at(supervisor, 'fact-place').textContent(), /gerbang biru/)
  assert.equal(await supervisor.locator('[data-testid^="action-"]').count(), 0)
  assert.equal(await at(supervisor, 'refusal').count(), 0)
})
