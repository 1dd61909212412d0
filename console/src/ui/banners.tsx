import type { ReactNode } from 'react'
import { isKey } from '../i18n/keys'
import { useT } from '../i18n/language'
import { mostWaiting } from '../outbox/outbox'
import { WarningSign } from './badges'
import { clockText, spanText } from './time'
import { useNow, useShown } from './use-session'

// What must be known before anything on the page is believed.
export function Banners() {
  return (
    <div className="banners">
      <TrialBanner />
      <LinkBanner />
      <StoreBanner />
      <RoadsBanner />
      <ConditionBanners />
      <NoticeBanner />
      <FaultBanners />
    </div>
  )
}

function Banner(props: { name: string; tone: 'bad' | 'warn' | 'trial'; children: ReactNode }) {
  return (
    <div className="banner" data-tone={props.tone} data-testid={`banner-${props.name}`} role="alert">
      <WarningSign />
      <span>{props.children}</span>
    </div>
  )
}

function TrialBanner() {
  const t = useT()
  const speed = useShown((shown) => shown.welcome?.clock_speed ?? 1)
  if (speed === 1) return null
  return (
    <Banner name="trial" tone="trial">
      {t('banner.trial', { n: speed })}
    </Banner>
  )
}

function LinkBanner() {
  const t = useT()
  const now = useNow()
  const link = useShown((shown) => shown.link)
  const offset = useShown((shown) => shown.welcome?.region.utc_offset_minutes ?? 0)
  if (link.state === 'up') return null
  const heard =
    link.heard === undefined
      ? t('banner.no_picture')
      : t('banner.picture_of', {
          time: clockText(link.heard, offset),
          age: spanText(now - link.heard, t),
        })
  return (
    <Banner name="link" tone="bad">
      {link.state === 'away'
        ? t('banner.away', { time: clockText(link.since, offset) })
        : t('banner.connecting')}{' '}
      {heard}
    </Banner>
  )
}

function StoreBanner() {
  const t = useT()
  const now = useNow()
  const store = useShown((shown) => shown.picture.store)
  const offset = useShown((shown) => shown.welcome?.region.utc_offset_minutes ?? 0)
  if (store?.state !== 'away') return null
  return (
    <Banner name="store" tone="bad">
      {t('banner.store_away', { time: clockText(store.since, offset), age: spanText(now - store.since, t) })}
    </Banner>
  )
}

function RoadsBanner() {
  const t = useT()
  const roads = useShown((shown) => shown.welcome?.region.roads)
  if (roads !== 'broken') return null
  return (
    <Banner name="roads" tone="warn">
      {t('banner.roads_broken')}
    </Banner>
  )
}

// What the words of this console do not know is said in the server's.
function ConditionBanners() {
  const t = useT()
  const now = useNow()
  const conditions = useShown((shown) => shown.picture.conditions)
  const offset = useShown((shown) => shown.welcome?.region.utc_offset_minutes ?? 0)
  return conditions.map((one) => {
    const key = `condition.${one.code}`
    return (
      <Banner key={one.code} name={one.code} tone="bad">
        {isKey(key) ? t(key) : one.message}{' '}
        {t('banner.since', { time: clockText(one.since, offset), age: spanText(now - one.since, t) })}
      </Banner>
    )
  })
}

function NoticeBanner() {
  const t = useT()
  const notice = useShown((shown) => shown.picture.notice)
  if (!notice) return null
  return (
    <Banner name={notice.code} tone="warn">
      {t(`notice.${notice.code}`)}
    </Banner>
  )
}

function FaultBanners() {
  const t = useT()
  const misunderstood = useShown((shown) => shown.misunderstood)
  const isForgetful = useShown((shown) => shown.isForgetful)
  const isFull = useShown((shown) => shown.entries.length >= mostWaiting)
  return (
    <>
      {misunderstood !== undefined && (
        <Banner name="misunderstood" tone="bad">
          {t('banner.misunderstood', { why: misunderstood })}
        </Banner>
      )}
      {isFull && (
        <Banner name="full" tone="bad">
          {t('banner.full', { n: mostWaiting })}
        </Banner>
      )}
      {isForgetful && (
        <Banner name="forgetful" tone="warn">
          {t('banner.forgetful')}
        </Banner>
      )}
    </>
  )
}
