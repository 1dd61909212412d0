import { Button, TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useLanguage, useT } from '../../../i18n/language'
import { newId } from '../../../session/ids'
import { Hint } from '../../../ui/hint'
import { metresText, momentText, spanText } from '../../../ui/time'
import { useNow, useSession, useShown, useWelcome } from '../../../ui/use-session'
import type { CallerLink, Incident } from '../../../wire/message'
import { heardThrough, validLink } from './caller-link'
import { callerAddress, internationalNumber, messageText, smsLink, whatsAppLink } from './message-links'

interface Props {
  readonly incident: Incident
  readonly close: () => void
}

// The caller's page for this incident. Opening the panel makes the link, where there is none that is good.
export function LinkPanel({ incident, close }: Props) {
  const t = useT()
  const session = useSession()
  const link = validLink(incident, useNow())
  const isWaiting = useShown((shown) => shown.entries).some(
    ({ command, refused }) =>
      command.type === 'incident.link' && command.incident === incident.id && !refused,
  )
  const give = (type: 'incident.link' | 'incident.unlink') =>
    session.give({ type, id: newId(), at: session.now(), incident: incident.id })
  const isMade = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the panel opens
  useEffect(() => {
    if (isMade.current || link || isWaiting) return
    isMade.current = true
    give('incident.link')
  }, [])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc closes it from wherever the focus is inside
    <div
      className="form"
      data-testid="link-panel"
      onKeyDown={(event) => {
        if (event.key === 'Escape') close()
      }}
    >
      {link && <LinkText incident={incident} link={link} />}
      {!link && isWaiting && <p role="status">{t('link.being_made')}</p>}
      {!link && !isWaiting && <p>{t('link.none')}</p>}
      <div className="form-end">
        {!link && !isWaiting && (
          <Button size="sm" autoFocus data-testid="link-make" onClick={() => give('incident.link')}>
            {t('link.make')}
          </Button>
        )}
        {link && (
          <Button
            size="sm"
            variant="light"
            color="red"
            data-testid="link-revoke"
            onClick={() => {
              if (give('incident.unlink')) close()
            }}
          >
            {t('link.revoke')}
          </Button>
        )}
        <Button size="sm" variant="default" onClick={close}>
          {t('close')} <Hint keys="Esc" />
        </Button>
      </div>
    </div>
  )
}

function LinkText({ incident, link }: { incident: Incident; link: CallerLink }) {
  const t = useT()
  const language = useLanguage()
  const now = useNow()
  const { title, utc_offset_minutes } = useWelcome().region
  const address = callerAddress(location.origin, link.token)
  const heard = heardThrough(incident)
  return (
    <>
      <CopyLine address={address} />
      <Ways phone={incident.caller.phone} text={messageText(title, address)} />
      <p>
        {t('link.until', {
          time: momentText(link.expires_at, utc_offset_minutes, now),
          span: spanText(link.expires_at - now, t),
        })}
        {` · ${link.made_by}`}
      </p>
      <p role="status" data-testid="link-heard">
        {heard
          ? t('link.heard', {
              metres: metresText(heard.uncertainty_m, language),
              span: spanText(now - heard.at, t),
            })
          : t('link.not_heard')}
      </p>
      {location.protocol === 'http:' && <p className="advice">{t('link.insecure')}</p>}
    </>
  )
}

function Ways({ phone, text }: { phone: string | undefined; text: string }) {
  const t = useT()
  const number = phone === undefined ? undefined : internationalNumber(phone)
  if (number === undefined) return <p className="advice">{t('link.no_number')}</p>
  return (
    <div className="form-end">
      <Button component="a" size="sm" variant="light" href={smsLink(number, text)} data-testid="link-sms">
        {t('link.sms', { number })}
      </Button>
      <Button
        component="a"
        size="sm"
        variant="light"
        href={whatsAppLink(number, text)}
        target="_blank"
        rel="noreferrer"
        data-testid="link-whatsapp"
      >
        {t('link.whatsapp', { number })}
      </Button>
    </div>
  )
}

type Copying = 'not_yet' | 'copied' | 'by_hand'

function CopyLine({ address }: { address: string }) {
  const t = useT()
  const field = useRef<HTMLInputElement>(null)
  const [copying, setCopying] = useState<Copying>('not_yet')
  const copy = async () => {
    field.current?.select()
    // Where the page is not secure there is no clipboard; the old way still works in most browsers.
    const isCopied = await copied(address)
    setCopying(isCopied ? 'copied' : 'by_hand')
  }
  return (
    <div className="link-line">
      <TextInput
        ref={field}
        readOnly
        label={t('action.link')}
        value={address}
        data-testid="link-address"
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button size="sm" autoFocus onClick={() => void copy()} data-testid="link-copy">
        {t('link.copy')}
      </Button>
      <span role="status">{copying !== 'not_yet' && t(`link.${copying}`)}</span>
    </div>
  )
}

async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return document.execCommand('copy')
  }
}
