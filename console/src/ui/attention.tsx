import { useEffect, useRef, useState } from 'react'
import { type Translate, useT } from '../i18n/language'
import { type Claim, claimsOf, type Heard, heardWith, unheard } from '../picture/attention'
import './attention.css'
import { useDraft } from './draft'
import { Icon } from './icon'
import { Ring } from './ring'
import { useAudible } from './use-audible'
import { useNow, useSession, useShown, useWelcome } from './use-session'

const loud = { isMuted: false }

// What is new on the board is heard once: by a sound, by a screen reader, in the window's title, and as a notification
// while the window is out of sight.
export function Attention() {
  const t = useT()
  const [ring] = useState(() => new Ring())
  const isAudible = useAudible(ring)
  const [{ isMuted }, setSound] = useDraft('sound', loud)
  const isVoice = useVoice(isAudible)
  const { fresh, count } = useUnheard()
  const first = fresh[0]
  const said = first && claimText(first, t)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each that is new
  useEffect(() => {
    if (!first || said === undefined) return
    if (!isMuted && isVoice) ring.once(first.tone)
    if (document.hidden && canNotify()) new Notification(said, { tag: first.about })
  }, [fresh])
  useTitle(count)
  const press = () => {
    if ('Notification' in window && Notification.permission === 'default')
      void Notification.requestPermission()
    // The first press lets it be heard; it does not silence what was never heard.
    if (!isAudible) void ring.enable().then(() => ring.once('soon'))
    else setSound({ isMuted: !isMuted })
  }
  const state = !isAudible ? 'blocked' : isMuted ? 'muted' : 'on'
  return (
    <>
      <button
        type="button"
        className="desk-sound"
        data-testid="desk-sound"
        data-state={state}
        aria-pressed={state === 'on'}
        onClick={press}
      >
        <Icon name={state === 'on' ? 'sound' : 'silent'} /> {t(`desk_sound.${state}`)}
      </button>
      <span className="only-heard" aria-live="assertive" data-testid="said" data-tone={first?.tone}>
        {said}
      </span>
    </>
  )
}

// What is on the board when the page opens was heard before, and what this desk does itself needs no sound.
function useUnheard(): { readonly fresh: readonly Claim[]; readonly count: number } {
  const now = useNow()
  const session = useSession()
  const picture = useShown((shown) => shown.picture)
  const entries = useShown((shown) => shown.entries)
  const heard = useRef<Heard>(undefined)
  const own = useRef(new Set<string>())
  const [fresh, setFresh] = useState<readonly Claim[]>([])
  const claims = claimsOf(picture, now)
  for (const { command } of entries)
    if (command.type === 'incident.receive') own.current.add(`call ${command.id}`)
  const news = heard.current ? unheard(claims, heard.current) : []
  const told = news.map(({ about, tone }) => `${about} ${tone}`).join()
  const isKnown = picture.position !== undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: `told` says what is new
  useEffect(() => {
    if (!isKnown) return
    heard.current = heardWith(claims, heard.current ?? new Map())
    const others = news.filter(({ about }) => !own.current.has(about))
    if (others.length > 0) setFresh(others)
  }, [told, isKnown, session])
  return { fresh, count: claims.length }
}

function claimText({ kind, incident, unit }: Claim, t: Translate): string {
  const priority = incident.triage?.priority ?? '?'
  if (kind === 'call') {
    const place = incident.place.text.trim() || t('place.unknown')
    return t('attention.call', { priority, place })
  }
  const what = `${t(`overdue.${kind}`)}${unit === undefined ? '' : ` · ${unit}`}`
  return t('attention.late', { priority, number: incident.number, what })
}

function useTitle(count: number): void {
  const { title } = useWelcome().region
  useEffect(() => {
    document.title = `${count > 0 ? `(${count}) ` : ''}Siaga · ${title}`
    return () => {
      document.title = 'Siaga'
    }
  }, [count, title])
}

function canNotify(): boolean {
  return 'Notification' in window && Notification.permission === 'granted'
}

// Of several windows of one browser one speaks, and only one that may be heard. Where windows cannot know of each
// other, each does.
function useVoice(isAudible: boolean): boolean {
  const [isVoice, setIsVoice] = useState(!('locks' in navigator))
  useEffect(() => {
    if (!isAudible || !('locks' in navigator)) return
    const leaving = new AbortController()
    navigator.locks
      .request('siaga.voice', { signal: leaving.signal }, () => {
        setIsVoice(true)
        return new Promise<void>((done) => leaving.signal.addEventListener('abort', () => done()))
      })
      .catch(() => undefined) // it left before its turn came
    return () => leaving.abort()
  }, [isAudible])
  return isVoice
}
