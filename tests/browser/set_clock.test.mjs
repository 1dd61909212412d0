// A tablet whose clock is hours ahead when the crew signs in, and is set right while the page stays open.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, desk, goOnDuty, open, stage, tablet } from './stand.mjs'

const stand = stage()

// Runs in the page, before anything of it: `window.ahead` is how far its clock is ahead.
function skewed() {
  const real = Date.now.bind(Date)
  const Real = Date
  window.ahead = 2 * 3600e3
  const Skewed = function (...given) {
    return given.length > 0 ? new Real(...given) : new Real(real() + window.ahead)
  }
  Skewed.prototype = Real.prototype
  Object.assign(Skewed, { now: () => real() + window.ahead, parse: Real.parse, UTC: Real.UTC })
  window.Date = Skewed
  const here = () => ({
    coords: { latitude: -8.3571, longitude: 114.6243, accuracy: 8, speed: 12, heading: 0 },
    timestamp: Skewed.now(),
  })
  const geolocation = {
    watchPosition: (found) => setInterval(() => found(here()), 1000),
    clearWatch: clearInterval,
    getCurrentPosition: (found) => found(here()),
  }
  Object.defineProperty(navigator, 'geolocation', { value: geolocation })
}

async function skewedTablet(unit) {
  const page = await open(stand.browser, 'about:blank', tablet)
  page.sent = []
  page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => page.sent.push(JSON.parse(String(payload)))),
  )
  await page.context().addInitScript(skewed)
  await page.goto(`${stand.server.url}/#token=${await stand.server.token('crew', unit, unit)}`)
  await at(page, 'duty').waitFor()
  return page
}

// The next few positions that leave the page from now on, and by how much each is off the time it is here.
async function nextFixes(page, count) {
  const before = page.sent.length
  const fixes = () =>
    page.sent.slice(before).flatMap((message) => (message.type === 'fixes' ? message.fixes : []))
  while (fixes().length < count) await page.waitForEvent('console', { timeout: 1000 }).catch(() => undefined)
  return fixes()
    .slice(0, count)
    .map((fix) => fix.at)
}

for (const [how, ahead] of [
  ['back', 0],
  ['further ahead', 5 * 3600e3],
]) {
  test(`its clock is set ${how}: positions and presses go on, with the server's time`, async () => {
    const crew = await skewedTablet('AMB-01')
    await goOnDuty(crew)
    const isNow = (time) => Math.abs(time - Date.now()) < 10_000
    assert.ok((await nextFixes(crew, 2)).every(isNow))

    await crew.evaluate((now) => {
      window.ahead = now
    }, ahead)
    const fixes = await nextFixes(crew, 4)
    // The one that left before the server was asked may still be of the old clock.
    assert.ok(fixes.slice(2).every(isNow), String(fixes.map((time) => time - Date.now())))
    await at(crew, 'location').filter({ hasText: /[0-9] dtk/ }).waitFor()

    await at(crew, 'duty-off').click()
    await at(crew, 'duty', '[data-state="off"]').waitFor()
    const presses = crew.sent.filter((message) => message.type === 'unit.duty')
    assert.ok(presses.length === 2 && presses.every(({ at: time }) => isNow(time)))
    const operator = await desk(stand)
    assert.deepEqual([...operator.faults, ...crew.faults], [])
  })
}
