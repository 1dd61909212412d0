import './caller.css'
import { Finder } from './finder'
import { type Fix, Line } from './line'
import { type Screen, screenOf } from './screen'
import { exchange, tokenOf } from './server'
import { type Language, languageFor, speaking } from './words'

const token = tokenOf(location.pathname) ?? ''
const kept = {
  language: 'siaga.caller.language',
  sharing: `siaga.caller.sharing.${token}`,
  patient: `siaga.caller.patient.${token}`,
}

let language: Language = keptLanguage()
let own: Fix | undefined
let withPatient = keptAnswer()
let hasShared = false
let awake: Promise<WakeLockSentinel> | undefined

const line = new Line({ exchange: (fix) => exchange(token, fix), after, now: Date.now }, () => draw())
const finder = new Finder(
  {
    geolocation: navigator.geolocation,
    isSecure: window.isSecureContext,
    every: (milliseconds, action) => {
      const timer = setInterval(action, milliseconds)
      return () => clearInterval(timer)
    },
    now: Date.now,
  },
  (fix) => {
    own = fix
    send(fix)
  },
  () => draw(),
)

function send(fix: Fix): void {
  line.send(withPatient === undefined ? fix : { ...fix, with_patient: withPatient })
}

// The answer counts at once, not with the next fix.
function answer(isWithPatient: boolean): void {
  withPatient = isWithPatient
  keep(kept.patient, isWithPatient ? 'yes' : 'no')
  if (own) send(own)
  draw()
}

function share(): void {
  keep(kept.sharing, 'yes')
  hasShared = true
  finder.start()
  stayAwake()
}

function stopSharing(): void {
  keep(kept.sharing, '')
  own = undefined
  finder.stop()
  line.forget()
  void awake?.then((lock) => lock.release()).catch(() => undefined)
  awake = undefined
}

// A phone that goes dark stops telling where it is. Not every browser can be asked for this.
function stayAwake(): void {
  if (finder.isOn && 'wakeLock' in navigator) {
    awake = navigator.wakeLock.request('screen')
    awake.catch(() => undefined)
  }
}

function draw(): void {
  if (line.state.isOver && finder.isOn) stopSharing()
  const say = speaking(language)
  const now = Date.now()
  const screen = screenOf({
    line: line.state,
    finding: finder.finding,
    hasShared,
    own,
    withPatient,
    now,
    language,
    say,
  })
  document.documentElement.lang = language
  for (const [id, name] of texts) write(id, screen[name])
  write('region', line.state.told?.region || 'Siaga')
  write('stay', line.state.isOver ? '' : say('stay'))
  element('sharing').dataset.tone = screen.tone
  element('sharing').hidden = screen.fix === ''
  document.body.dataset.status = line.state.isOver ? 'over' : (line.state.told?.status ?? 'asking')
  for (const button of document.querySelectorAll<HTMLElement>('[data-language]')) {
    button.setAttribute('aria-pressed', String(button.dataset.language === language))
  }
}

const texts: readonly (readonly [string, Exclude<keyof Screen, 'tone'>])[] = [
  ['title', 'title'],
  ['unit', 'unit'],
  ['unit-age', 'unitAge'],
  ['fix', 'fix'],
  ['fix-age', 'fixAge'],
  ['advice', 'advice'],
  ['share', 'share'],
  ['what', 'what'],
  ['stop', 'stop'],
  ['question', 'question'],
  ['with-patient', 'yes'],
  ['without-patient', 'no'],
  ['lost', 'lost'],
]

// Written only when it changes, so that a screen reader does not say it again every second.
function write(id: string, text: string): void {
  const one = element(id)
  if (one.textContent !== text) one.textContent = text
  one.hidden = text === ''
}

function element(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (!found) throw new Error(`the page has no #${id}`)
  return found
}

function after(milliseconds: number, action: () => void): () => void {
  const timer = setTimeout(action, milliseconds)
  return () => clearTimeout(timer)
}

function keptLanguage(): Language {
  const chosen = recall(kept.language)
  return chosen === 'id' || chosen === 'en' ? chosen : languageFor(navigator.languages ?? [])
}

function keptAnswer(): boolean | undefined {
  const said = recall(kept.patient)
  return said === 'yes' ? true : said === 'no' ? false : undefined
}

// Where a browser forbids storage the page works all the same, and forgets.
function recall(name: string): string | null {
  try {
    return sessionStorage.getItem(name)
  } catch {
    return null
  }
}

function keep(name: string, value: string): void {
  try {
    sessionStorage.setItem(name, value)
  } catch {
    // Nothing is lost that could be told to anybody.
  }
}

element('share').addEventListener('click', share)
element('stop').addEventListener('click', stopSharing)
element('with-patient').addEventListener('click', () => answer(true))
element('without-patient').addEventListener('click', () => answer(false))
for (const button of document.querySelectorAll<HTMLElement>('[data-language]')) {
  button.addEventListener('click', () => {
    language = button.dataset.language === 'en' ? 'en' : 'id'
    keep(kept.language, language)
    draw()
  })
}
window.addEventListener('online', () => line.hurry())
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState !== 'visible') return
  line.hurry()
  stayAwake()
})
setInterval(draw, 1000)

draw()
line.start()
// Agreed before this reload: the desk should not lose sight of the caller.
if (recall(kept.sharing) === 'yes') share()
