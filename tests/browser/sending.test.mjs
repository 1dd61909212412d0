// What Siaga sends by itself: a countdown on the card and in the plan, and one key that stops it at any desk. And what
// follows when a crew does not answer.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, desk, field, goOnDuty, open, stage, tablet } from './stand.mjs'

const pasar = { lat: -8.3573, lon: 114.6185 }
const near = { latitude: -8.3571, longitude: 114.6243, accuracy: 12 }
const far = { latitude: -8.3571, longitude: 114.6743, accuracy: 12 }

const stand = stage([
  ...['--sending-P1', 'after 90 s', '--sending-P2', '00:00-24:00 after 5 s'],
  ...['--dispatch-next-unit-s', '5', '--dispatch-acknowledge-s', '600', '--dispatch-quiet-after-start-s', '0'],
])

async function tabletAt(unit, geolocation) {
  const { browser, server } = stand
  const page = await open(browser, `${server.url}/#token=${await server.token('crew', unit, unit)}`, {
    ...tablet,
    geolocation,
  })
  await at(page, 'duty').waitFor()
  await goOnDuty(page)
  return page
}

async function takeCall(page, place, priority) {
  await page.keyboard.press('n')
  await field(page, 'call-place').fill(place)
  await field(page, 'call-pin').fill(`${pasar.lat}, ${pasar.lon}`)
  await at(page, `call-priority-${priority}`).check()
  await page.keyboard.press('Control+Enter')
  await at(page, 'incident-card').waitFor()
  return at(page, 'incident-card').getAttribute('data-id')
}

// For whoever wants to look at them.
async function pictures(page, name) {
  if (!process.env.SHOTS) return
  for (const language of ['EN', 'ID']) {
    await page.getByText(language, { exact: true }).click()
    await page.screenshot({ path: `${process.env.SHOTS}/${name}-${language}.png` })
  }
  // Off the switch, which would keep the key for itself.
  await page.evaluate(() => document.activeElement?.blur())
}

const counts = (page, unit) => at(page, 'countdown', `[data-unit="${unit}"]`).first()

test('a countdown stands on the card and in the plan, and any desk stops it with one key', async () => {
  await tabletAt('AMB-01', near)
  const ayu = await desk(stand)
  const komang = await desk(stand, 'Komang')
  await takeCall(ayu, 'belakang pasar', 'P1')
  await counts(ayu, 'AMB-01').waitFor()
  assert.match(await at(ayu, 'countdown-rule').first().textContent(), /P1, setelah/)
  await pictures(ayu, 'countdown-card')
  await ayu.keyboard.press('w')
  await at(ayu, 'plan').locator('[data-testid="countdown"]').waitFor()
  await pictures(ayu, 'countdown-plan')
  // The plan changes: the nearer of two is sent, so the other's time begins anew.
  await tabletAt('AMB-02', far)
  const other = await takeCall(komang, 'depan pasar', 'P3')
  await at(komang, 'suggestion-row', '[data-unit="AMB-01"]').getByRole('button').click()
  await at(komang, 'assignment-row', '[data-unit="AMB-01"]').waitFor()
  assert.ok(other)
  await counts(ayu, 'AMB-02').waitFor()
  await at(ayu, 'countdown-anew').first().waitFor()
  await pictures(ayu, 'countdown-anew')
  // Nothing of it is chosen at the other desk.
  await at(komang, 'row-countdown', '[data-unit="AMB-02"]').waitFor()
  await pictures(komang, 'countdown-list')
  await komang.keyboard.press('q')
  await at(ayu, 'sending-stopped').first().waitFor()
  await at(ayu, 'countdown').waitFor({ state: 'detached' })
  await pictures(ayu, 'countdown-stopped')
  assert.equal(await at(ayu, 'assignment-row').count(), 0)
  assert.deepEqual([...ayu.faults, ...komang.faults], [])
})

test('what nobody stops is sent, and the card says by which rule', async () => {
  await tabletAt('AMB-01', near)
  const ayu = await desk(stand)
  await takeCall(ayu, 'belakang pasar', 'P2')
  await counts(ayu, 'AMB-01').waitFor()
  await at(ayu, 'assignment-row', '[data-unit="AMB-01"]').waitFor()
  assert.match(await at(ayu, 'by-rule').textContent(), /P2 00:00–24:00, setelah/)
  await at(ayu, 'countdown').waitFor({ state: 'detached' })
  await pictures(ayu, 'sent-by-rule')
  assert.deepEqual(ayu.faults, [])
})

test('a crew that answers late: the next unit was sent, and one key stands the later one down', async () => {
  const first = await tabletAt('AMB-01', near)
  await tabletAt('AMB-02', far)
  const ayu = await desk(stand)
  await takeCall(ayu, 'belakang pasar', 'P3')
  await at(ayu, 'suggestion-row', '[data-unit="AMB-01"]').getByRole('button').click()
  await at(ayu, 'overdue', '[data-kind="acknowledgement"]').waitFor()
  await at(ayu, 'suggestion-row', '[data-best="true"][data-unit="AMB-02"]').waitFor()
  await pictures(ayu, 'not-answered')
  await at(ayu, 'suggestion-row', '[data-unit="AMB-02"]').getByRole('button').click()
  await at(ayu, 'assignment-row', '[data-unit="AMB-02"]').waitFor()
  await at(first, 'step-next', '[data-to="acknowledged"]:enabled').click()
  await at(ayu, 'doubled', '[data-unit="AMB-02"]').waitFor()
  await at(ayu, 'overdue', '[data-kind="doubled"]').waitFor()
  await pictures(ayu, 'doubled')
  await ayu.keyboard.press('e')
  await at(ayu, 'assignment-row', '[data-unit="AMB-02"][data-state="stood_down"]').waitFor()
  await at(ayu, 'doubled').waitFor({ state: 'detached' })
  assert.deepEqual([...ayu.faults, ...first.faults], [])
})
