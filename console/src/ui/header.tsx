import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useT } from '../i18n/language'
import { LanguageSwitch } from './language-switch'
import { ThemeSwitch } from './theme-switch'
import { clockText, zoneText } from './time'
import { useNow, useShown, useWelcome } from './use-session'

export interface Leaving {
  readonly leave: () => void
}

export function Header({ leave, children }: Leaving & { children?: ReactNode }) {
  const t = useT()
  const welcome = useWelcome()
  const now = useNow()
  const isUp = useShown((shown) => shown.link.state === 'up' && shown.picture.store?.state !== 'away')
  const offset = welcome.region.utc_offset_minutes
  const [isOpen, setOpen] = useState(false)
  return (
    <header className="header">
      <strong className="brand">Siaga</strong>
      <span className="region">{welcome.region.title}</span>
      {children}
      <span className="spring" />
      <span className="link" data-testid="link-state" data-up={isUp}>
        {isUp ? `● ${t('link.up')}` : `○ ${t('link.away')}`}
      </span>
      <time className="clock">
        {clockText(now, offset)} {zoneText(offset)}
      </time>
      <button
        type="button"
        className="header-button more-button"
        aria-expanded={isOpen}
        aria-label={t('header.more')}
        data-testid="header-more"
        onClick={() => setOpen(!isOpen)}
      >
        ⋯
      </button>
      <span className="header-more" data-open={isOpen}>
        {welcome.region.roads === 'none' && (
          <small className="no-roads" data-testid="no-roads">
            {t('header.no_roads')}
          </small>
        )}
        <span className="who" data-testid="who">
          {t(`role.${welcome.role}`)} · {welcome.name}
        </span>
        <ThemeSwitch />
        <LanguageSwitch />
        <SignOut leave={leave} />
      </span>
    </header>
  )
}

function SignOut({ leave }: Leaving) {
  const t = useT()
  const waiting = useShown((shown) => shown.entries).filter((entry) => !entry.refused).length
  const [isAsked, setIsAsked] = useState(false)
  if (!isAsked) {
    return (
      <Button size="compact-sm" variant="default" onClick={() => setIsAsked(true)} data-testid="sign-out">
        {t('sign_out')}
      </Button>
    )
  }
  return (
    <span className="asked">
      {waiting > 0 ? t('sign_out.waiting', { n: waiting }) : t('sign_out.sure')}
      <Button size="compact-sm" color="red" onClick={leave} data-testid="sign-out-yes">
        {t('yes')}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => setIsAsked(false)}>
        {t('no')}
      </Button>
    </span>
  )
}
