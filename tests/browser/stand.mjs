// A real server, real browsers: what the journeys of this folder stand on.
// SIAGA names the built program, CHROMIUM the browser (Debian's by default).
import { execFile, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, before, beforeEach } from 'node:test'
import { promisify } from 'node:util'

const root = new URL('../../', import.meta.url)
const { chromium } = createRequire(new URL('console/package.json', root))('playwright-core')
const run = promisify(execFile)

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--autoplay-policy=user-gesture-required',
]

export const program = resolve(process.env.SIAGA ?? new URL('build/release/siaga', root).pathname)

export class Server {
  static async start(options = []) {
    const server = new Server(options)
    await server.up('127.0.0.1:0')
    return server
  }

  constructor(options) {
    if (!existsSync(program)) throw new Error(`SIAGA: there is no program at ${program}`)
    this.options = options
    this.folder = mkdtempSync(join(tmpdir(), 'siaga-browser-'))
  }

  async up(listen) {
    this.child = spawn(
      program,
      ['serve', '--data-dir', this.folder, '--listen', listen, ...this.options],
      { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
    )
    this.log = ''
    this.ended = new Promise((end) => this.child.on('exit', end))
    this.child.stderr.on('data', (data) => {
      this.log += data
    })
    const address = await new Promise((found, failed) => {
      this.child.stdout.on('data', (data) => {
        this.log += data
        const match = /listening on (\S+)/.exec(this.log)
        if (match) found(match[1])
      })
      this.child.on('exit', () => failed(new Error(`the server ended:\n${this.log}`)))
    })
    this.address = address
    this.url = `http://${address}`
  }

  async token(role, name, unit, more = []) {
    const crew = unit ? ['--unit', unit] : []
    const { stdout } = await run(
      program,
      ['token', '--data-dir', this.folder, '--role', role, '--name', name, ...crew, ...more, ...this.options],
      { cwd: root },
    )
    return stdout.trim()
  }

  // As a power cut would: no farewell to anybody.
  async kill() {
    this.child.kill('SIGKILL')
    await this.ended
  }

  async upAgain() {
    await this.up(this.address)
  }

  async stop() {
    this.child.kill('SIGTERM')
    await this.ended
    await this.endRedisLeftOver()
    rmSync(this.folder, { recursive: true, force: true })
  }

  // A killed server leaves its Redis for the next one; after the last one there is none.
  async endRedisLeftOver() {
    const socket = join(this.folder, 'redis.sock')
    if (existsSync(socket)) await run('redis-cli', ['-s', socket, 'shutdown', 'nosave']).catch(() => undefined)
  }
}

export function launch(more = []) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    args: [...flags, ...more],
  })
}

// Whatever the hour: the colours are those of the day.
export function byDay(context) {
  return context.addInitScript(() => {
    if (location.protocol === 'http:') localStorage.setItem('siaga.theme', 'day')
  })
}

// A person at a screen of their own: own storage, own language.
export async function open(browser, url, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1600, height: 900 }, locale: 'id-ID', ...options })
  await byDay(context)
  const page = await context.newPage()
  page.faults = []
  page.on('pageerror', (error) => page.faults.push(error))
  await page.goto(url)
  return page
}

// One browser for all tests of a file, and for each test a server of its own; `options` are the server's flags.
export function stage(options = []) {
  const now = { browser: undefined, server: undefined }
  before(async () => {
    now.browser = await launch()
  })
  after(() => now.browser.close())
  beforeEach(async (test) => {
    now.server = await Server.start(options)
    test.after(async () => {
      await Promise.all(now.browser.contexts().map((context) => context.close()))
      await now.server.stop()
    })
  })
  return now
}

// An operator at a desk, signed in and live.
export async function desk({ browser, server }, name = 'Ayu', options = {}) {
  const page = await open(browser, `${server.url}/#token=${await server.token('operator', name)}`, options)
  await at(page, 'link-state', '[data-up="true"]').waitFor()
  await at(page, 'new-call').waitFor()
  return page
}

// A unit's tablet, signed in and not on duty.
export async function tabletOf({ browser, server }, unit) {
  const page = await open(browser, `${server.url}/#token=${await server.token('crew', unit, unit)}`, tablet)
  await at(page, 'duty').waitFor()
  return page
}

export async function goOnDuty(page) {
  await at(page, 'duty-on').click()
  await at(page, 'duty', '[data-state="on"]').waitFor()
  await at(page, 'location', '[data-sent="true"]').waitFor()
}

// The page can be loaded anew without a server.
export function isKept(page) {
  return page.waitForFunction(async () => (await caches.match('/')) !== undefined)
}

export const tablet = {
  viewport: { width: 800, height: 1100 },
  hasTouch: true,
  permissions: ['geolocation'],
  geolocation: { latitude: -8.3571, longitude: 114.6243, accuracy: 12 },
}

export const at = (page, id, more = '') => page.locator(`[data-testid="${id}"]${more}`)
// Mantine puts a test id on the field itself; plain ones too.
export const field = (page, id) => page.locator(`input[data-testid="${id}"], textarea[data-testid="${id}"], [data-testid="${id}"] textarea, [data-testid="${id}"] input`)
