import { type At, metresBetween } from '../earth/earth'
import type { Finding } from './finder'
import type { LineState } from './line'
import { type Key, type Language, lengthText, type Say, spanText } from './words'

// All that the page says, as text. Empty: nothing stands there.
export interface Screen {
  readonly title: string
  readonly unit: string
  readonly unitAge: string
  readonly fix: string
  readonly fixAge: string
  readonly advice: string
  readonly share: string
  readonly what: string
  readonly stop: string
  // Are you with the patient?
  readonly question: string
  readonly yes: string
  readonly no: string
  readonly lost: string
  readonly tone: 'ask' | 'busy' | 'good' | 'bad' | 'none'
}

export interface Known {
  readonly line: LineState
  readonly finding: Finding
  // Has been shared before, and was stopped.
  readonly hasShared: boolean
  readonly own: At | undefined
  readonly withPatient: boolean | undefined
  readonly now: number
  readonly language: Language
  readonly say: Say
}

const nothing: Screen = {
  title: '',
  unit: '',
  unitAge: '',
  fix: '',
  fixAge: '',
  advice: '',
  share: '',
  what: '',
  stop: '',
  question: '',
  yes: '',
  no: '',
  lost: '',
  tone: 'none',
}

export function screenOf(known: Known): Screen {
  const { line, say } = known
  if (line.isOver) return { ...nothing, title: say('title.over'), fix: say('over') }
  return {
    ...nothing,
    title: say(`title.${line.told?.status ?? 'asking'}`),
    ...unitOn(known),
    ...sharingOn(known),
    ...questionOn(known),
    lost: lostOn(known),
  }
}

function unitOn({ line, own, now, language, say }: Known): Partial<Screen> {
  const unit = line.told?.status === 'on_its_way' ? line.told.unit : undefined
  if (!unit) return {}
  const passed = (now - line.at) / 1000
  const distance = own && say('unit.distance', { distance: lengthText(metresBetween(own, unit), language) })
  const age = say('unit.age', { span: spanText(unit.age_s + passed, say) })
  return {
    unit: unit.eta_s === undefined ? '' : whenText(unit.eta_s - passed, say),
    unitAge: distance === undefined ? age : `${distance} · ${age}`,
  }
}

function whenText(seconds: number, say: Say): string {
  return seconds <= 60 ? say('unit.soon') : say('unit.minutes', { n: Math.ceil(seconds / 60) })
}

function sharingOn(known: Known): Partial<Screen> {
  const { finding, say } = known
  switch (finding) {
    case 'insecure':
    case 'unsupported':
      return { fix: say(finding), advice: say('tell'), tone: 'bad' }
    case 'denied':
      return { fix: say('denied'), advice: say('denied.advice'), share: say('ask.share'), tone: 'bad' }
    case 'off':
      return notSharing(known)
    case 'searching':
    case 'unavailable':
    case 'found':
      return sharing(known)
    default:
      return finding satisfies never
  }
}

function notSharing({ line, hasShared, say }: Known): Partial<Screen> {
  if (line.told?.status === 'arrived') return hasShared ? { fix: say('fix.stopped') } : {}
  const what = whatIsShared(line, say)
  if (hasShared) return { fix: say('fix.stopped'), share: say('fix.share_again'), what, tone: 'ask' }
  return { fix: say('ask'), advice: say('ask.allow'), share: say('ask.share'), what, tone: 'ask' }
}

// "Received" is the server's word alone: what the phone has sent is only on its way.
function sharing({ line, finding, now, language, say }: Known): Partial<Screen> {
  const heard = line.told?.heard
  const goOutside = finding === 'unavailable' ? say('fix.go_outside') : ''
  const stop = say('fix.stop')
  const what = whatIsShared(line, say)
  if (!heard) {
    const key: Key = line.isSending ? 'fix.sending' : 'fix.searching'
    return { fix: say(key), advice: goOutside, what, stop, tone: 'busy' }
  }
  const age = heard.age_s + (now - line.at) / 1000
  return {
    fix: say('fix.received', { metres: lengthText(heard.uncertainty_m, language) }),
    fixAge: say('fix.age', { span: spanText(age, say) }),
    advice: goOutside || say('fix.keep_open'),
    what,
    stop,
    tone: 'good',
  }
}

// Asked when the server doubts it, and not a second time. Whoever is elsewhere is told what helps instead.
function questionOn({ line, finding, withPatient, say }: Known): Partial<Screen> {
  if (finding !== 'found' || line.told?.status === 'arrived') return {}
  if (withPatient === false) return { advice: say('patient.tell') }
  if (withPatient !== undefined || !line.told?.asksWithPatient) return {}
  return { question: say('patient.ask'), yes: say('patient.yes'), no: say('patient.no'), tone: 'ask' }
}

function whatIsShared({ told }: LineState, say: Say): string {
  return say('ask.what', { region: told?.region || 'Siaga' })
}

function lostOn({ line, now, say }: Known): string {
  if (!line.isLost) return ''
  return line.told ? say('lost.since', { span: spanText((now - line.at) / 1000, say) }) : say('lost')
}
