import { useEffect } from 'react'
import { useLanguage, useT } from '../../../i18n/language'
import { sourceText } from '../../../ui/source-text'
import { metresText, spanText } from '../../../ui/time'
import { useNow, useSession, useShown } from '../../../ui/use-session'
import type { Described, Incident, Pin } from '../../../wire/message'
import { pinText } from '../place/place-draft'
import { Serving } from '../place/serving'

// The pin, how far off it may be, where it is from, and which person stands for it since when.
export function PinFacts({ incident }: { incident: Incident }) {
  const t = useT()
  const language = useLanguage()
  const now = useNow()
  const isWaiting = useShown((shown) => shown.entries).some(
    ({ command, refused }) =>
      command.type === 'incident.locate' && command.incident === incident.id && !refused,
  )
  const { pin, uncertainty_m, source, confirmed_by, confirmed_at } = incident.place
  const ground = useGround(pin)
  return (
    <>
      <dt>{t('place.pin')}</dt>
      <dd className="whole" data-testid="fact-pin">
        {pin ? (
          <>
            {pinText(pin)} ·{' '}
            <strong>
              {uncertainty_m === undefined
                ? t('place.uncertainty_unknown')
                : metresText(uncertainty_m, language)}
            </strong>
            {source !== undefined && ` · ${sourceText(source, t)}`}
            <br />
            <small>
              {confirmed_by === undefined
                ? t('place.unconfirmed')
                : t('place.confirmed', { by: confirmed_by })}
              {confirmed_at !== undefined && `, ${t('ago', { span: spanText(now - confirmed_at, t) })}`}
            </small>
            {ground?.catchment && <br />}
            <Serving of={ground} said={incident.place.locality?.puskesmas?.name} />
          </>
        ) : (
          t('place.no_pin')
        )}
        {isWaiting && <small> · {t('waiting_to_be_sent')}</small>}
      </dd>
    </>
  )
}

// What the server knows of the ground at this pin.
function useGround(pin: Pin | undefined): Described | undefined {
  const session = useSession()
  const isUp = useShown((shown) => shown.link.state === 'up')
  const ground = useShown((shown) => shown.ground)
  const about = pin && `${pin.lat} ${pin.lon}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: `about` says which pin it is
  useEffect(() => {
    if (pin && about !== undefined && isUp) session.describe(pin, about, 'ground')
  }, [session, about, isUp])
  return ground?.state === 'answered' && ground.about === about ? ground.answer : undefined
}
