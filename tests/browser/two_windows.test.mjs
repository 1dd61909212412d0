// Two windows of one person in one browser: a call-taker with two calls at once.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, desk, field, stage } from './stand.mjs'

const stand = stage()
const first = 'Melaya, depan balai banjar, kakek jatuh'
const second = 'Pekutatan, tabrakan motor'

async function besides(page) {
  const other = await page.context().newPage()
  other.faults = []
  other.on('pageerror', (error) => other.faults.push(error))
  await other.goto(stand.server.url)
  await at(other, 'new-call').waitFor()
  return other
}

async function type(page, place, phone) {
  await page.bringToFront()
  await page.keyboard.press('n')
  await field(page, 'call-place').fill(place)
  await field(page, 'call-phone').fill(phone)
}

const placeIn = (page) => field(page, 'call-place').inputValue()

test('a second window starts an empty call, and neither writes on the other’s, over reloads too', async () => {
  const one = await desk(stand)
  await type(one, first, '081111111111')
  const two = await besides(one)
  assert.equal(await at(two, 'call-form').count(), 0)
  await type(two, second, '082222222222')
  assert.deepEqual([await placeIn(one), await placeIn(two)], [first, second])

  await Promise.all([one.reload(), two.reload()])
  await Promise.all([one, two].map((page) => at(page, 'call-form').waitFor()))
  assert.deepEqual([await placeIn(one), await placeIn(two)], [first, second])

  await field(two, 'call-place').press('Control+Enter')
  await at(two, 'incident-card').waitFor()
  assert.equal(await placeIn(one), first)
  assert.equal(await field(one, 'call-phone').inputValue(), '081111111111')
  assert.equal(await at(one, 'left-sheet').count(), 0)
  assert.deepEqual([...one.faults, ...two.faults], [])
})

test('what a closed window left can be taken up, and what is typed here is laid aside for it', async () => {
  const one = await desk(stand)
  await type(one, first, '081111111111')
  const two = await besides(one)
  await type(two, second, '082222222222')
  await two.close()

  const left = at(one, 'left-sheet')
  await left.filter({ hasText: second }).waitFor()
  await at(one, 'left-take').click()
  await one.waitForFunction(
    (text) => document.querySelector('textarea[data-testid="call-place"]')?.value === text,
    second,
  )
  await left.filter({ hasText: first }).waitFor()
  await field(one, 'call-place').press('Control+Enter')
  await at(one, 'incident-card').waitFor()
  await at(one, 'left-take').click()
  await at(one, 'call-form').waitFor()
  assert.equal(await placeIn(one), first)
  assert.equal(await left.count(), 0)
  assert.deepEqual(one.faults, [])
})

test('a window that is opened again goes on with the call of the one that was closed', async () => {
  const one = await desk(stand)
  await type(one, first, '081111111111')
  const again = await one.context().newPage()
  await again.goto(`${stand.server.url}/sw.js`)
  await one.close()
  // What the window held is free a moment after it is gone.
  await again.evaluate(async () => {
    const { held } = await navigator.locks.query()
    await Promise.all(held.map(({ name }) => navigator.locks.request(name, () => {})))
  })
  await again.goto(stand.server.url)
  await at(again, 'call-form').waitFor()
  assert.equal(await placeIn(again), first)
})

test('two windows take a call each without a server and are closed: both calls arrive, once', async () => {
  const one = await desk(stand)
  const two = await besides(one)
  await at(two, 'link-state', '[data-up="true"]').waitFor()
  await stand.server.kill()
  for (const [page, place] of [
    [one, first],
    [two, second],
  ]) {
    await at(page, 'banner-link').waitFor()
    await type(page, place, '081111111111')
    await field(page, 'call-place').press('Control+Enter')
    await at(page, 'unsent-call').filter({ hasText: place }).waitFor()
  }
  const context = one.context()
  const next = await context.newPage()
  await Promise.all([one.close(), two.close()])

  await stand.server.upAgain()
  await next.goto(stand.server.url)
  for (const place of [first, second]) await at(next, 'incident-row').filter({ hasText: place }).waitFor()
  await at(next, 'unsent-call').waitFor({ state: 'detached' })
  assert.equal(await at(next, 'incident-row').count(), 2)
  await next.reload()
  await at(next, 'incident-row').first().waitFor()
  assert.equal(await at(next, 'unsent-call').count(), 0)
  assert.equal(await at(next, 'refusal').count(), 0)
})

test('each window stays with who signed in there, and a sign-out goes for all windows of that person', async () => {
  const ayu = await desk(stand)
  const alsoAyu = await besides(ayu)
  const made = await ayu.context().newPage()
  await made.goto(`${stand.server.url}/#token=${await stand.server.token('operator', 'Made')}`)
  await at(made, 'who').getByText('Made').waitFor()
  await ayu.reload()
  await at(ayu, 'who').getByText('Ayu').waitFor()

  await at(ayu, 'sign-out').click()
  await at(ayu, 'sign-out-yes').click()
  await Promise.all([ayu, alsoAyu].map((page) => at(page, 'sign-in').waitFor()))
  await made.reload()
  await at(made, 'who').getByText('Made').waitFor()
})
