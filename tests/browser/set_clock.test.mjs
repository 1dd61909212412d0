// A tablet whose clock is hours ahead when the crew signs in, and is set right while the page stays open.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, goOnDuty, open, stage, tablet } from './stand.mjs'

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
    clearWatch: (watch) => clearInterval(watch),
    getCurrentPosition: (found) => found(here()),
  }
  Object.defineProperty(navigator, 'geolocation', { value: geolocation })
}

async function skewedTablet(unit) {
  const page = await open(stand.browser, 'about:blank', tablet)
  page.sent = []
  page.on('websocket', (socket) => {
    page.socket = socket
    socket.on('framesent', ({ payload }) => page.sent.push(JSON.parse(String(payload))))
  })
  await page.context().addInitScript(skewed)
  await page.goto(`${stand.server.url}/#token=${await stand.server.token('crew', unit, unit)}`)
  await at(page, 'duty').waitFor()
  return page
}

// When the next few positions that leave the page were taken, as the page says.
function nextFixes(page, count) {
  return new Promise((found) => {
    const times = []
    const listen = ({ payload }) => {
      const message = JSON.parse(String(payload))
      if (message.type === 'fixes') times.push(...message.fixes.map((fix) => fix.at))
      if (times.length < count) return
      page.socket.off('framesent', listen)
      found(times)
    }
    page.socket.on('framesent', listen)
  })
}

for (const [how, ahead] of [
  ['back', 0],
  ['further ahead', 5 * 3600e3],
]) {
  test(`its clock is set ${how}: positions and presses go on, with the server's time`, async () => {
    const began = Date.now()
    const crew = await skewedTablet('AMB-01')
    await goOnDuty(crew)
    // However long this test takes; the clocks are hours apart.
    const isNow = (time) => time > began - 10_000 && time < Date.now() + 10_000
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
    assert.deepEqual(crew.faults, [])
  })
}
