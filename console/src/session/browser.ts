import { currentLanguage } from '../i18n/language'
import { browserShelf } from '../outbox/shelf'
import type { Ears, Wire } from '../wire/socket'
import { digestOf } from './ids'
import { forget, keep, recall } from './kept'
import { OwnTime } from './own-time'
import { Session } from './session'
import type { Windows } from './windows'

const keepEvery = 10_000
const keepSoon = 300
const lookEvery = 5_000
const askTimeEvery = 60_000

export interface OpenSession {
  readonly session: Session
  // Ends it; what was kept stays for the next time.
  readonly close: () => void
  // Signs out: nobody after this person sees the picture. What waits to be sent and what was typed stays theirs.
  readonly forget: () => void
}

// A session with the real world around it.
export function browserSession(token: string, windows: Windows): OpenSession {
  const slot = digestOf(token)
  const own = new OwnTime(Date.now, () => performance.now())
  const session = new Session({
    token,
    device: windows.device,
    window: windows.own,
    doors: { open, after, random: Math.random },
    now: own.now,
    wall: Date.now,
    language: currentLanguage,
    shelf: (owner, failed) => browserShelf(localStorage, owner, windows.own, failed),
    kept: recall(localStorage, slot),
    keep: (kept) => keep(localStorage, slot, kept),
  })
  const stopKeeping = keepAsItChanges(session)
  const stopWatching = watchNetwork(session)
  const stopLooking = lookForWindows(session, windows)
  const stopTiming = watchClock(session, own)
  session.start()
  let isForgotten = false
  return {
    session,
    close: () => {
      stopKeeping()
      stopWatching()
      stopLooking()
      stopTiming()
      session.stop()
      if (isForgotten) forget(localStorage, slot)
    },
    forget: () => {
      isForgotten = true
    },
  }
}

function open(ears: Ears): Wire {
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:'
  const socket = new WebSocket(`${scheme}//${location.host}/ws`, 'siaga.v1')
  socket.onopen = ears.opened
  socket.onclose = ears.closed
  socket.onmessage = (event) => ears.received(event.data)
  return { send: (text) => socket.send(text), close: () => socket.close() }
}

function after(milliseconds: number, action: () => void): () => void {
  const timer = setTimeout(action, milliseconds)
  return () => clearTimeout(timer)
}

function keepAsItChanges(session: Session): () => void {
  let { incidents, assignments, closures, facilities } = session.shown().picture
  let soon: ReturnType<typeof setTimeout> | undefined
  const keepNow = () => {
    soon = undefined
    session.keepPicture()
  }
  const stop = session.subscribe(() => {
    const { picture } = session.shown()
    const isSame = picture.incidents === incidents && picture.assignments === assignments
    if (isSame && picture.closures === closures && picture.facilities === facilities) return
    ;({ incidents, assignments, closures, facilities } = picture)
    soon ??= setTimeout(keepNow, keepSoon)
  })
  const timer = setInterval(keepNow, keepEvery)
  window.addEventListener('pagehide', keepNow)
  return () => {
    stop()
    clearInterval(timer)
    clearTimeout(soon)
    window.removeEventListener('pagehide', keepNow)
  }
}

// Nobody says that a clock was set either.
function watchClock(session: Session, own: OwnTime): () => void {
  let { jumps } = own
  const look = () => {
    own.now()
    if (own.jumps !== jumps) session.clockJumped()
    jumps = own.jumps
  }
  const timers = [setInterval(look, 1000), setInterval(() => session.askTime(), askTimeEvery)]
  return () => timers.forEach(clearInterval)
}

// Nobody says that a window has gone: it is looked for.
function lookForWindows(session: Session, windows: Windows): () => void {
  const look = () => void windows.living().then((living) => session.heardOf(living))
  look()
  if (!windows.canTell) return () => {}
  const timer = setInterval(look, lookEvery)
  return () => clearInterval(timer)
}

function watchNetwork(session: Session): () => void {
  const hurry = () => session.hurry()
  const giveUp = () => session.giveUp()
  const look = () => {
    if (document.visibilityState === 'visible') session.hurry()
  }
  window.addEventListener('online', hurry)
  window.addEventListener('offline', giveUp)
  document.addEventListener('visibilitychange', look)
  return () => {
    window.removeEventListener('online', hurry)
    window.removeEventListener('offline', giveUp)
    document.removeEventListener('visibilitychange', look)
  }
}
