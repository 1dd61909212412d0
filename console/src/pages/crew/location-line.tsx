import { useT } from '../../i18n/language'
import { Icon } from '../../ui/icon'
import { spanText } from '../../ui/time'
import { useNow, useSession } from '../../ui/use-session'
import type { Unit } from '../../wire/message'
import { useLocation } from './use-location'

export function LocationLine({ unit, isWanted }: { unit: Unit; isWanted: boolean }) {
  const t = useT()
  const now = useNow()
  const session = useSession()
  const { fault, sentAt, accuracy } = useLocation(isWanted ? unit.id : undefined)
  if (!isWanted) return <p className="location">{t('location.off')}</p>
  return (
    <p className="location" data-testid="location" data-fault={fault} data-sent={sentAt !== undefined}>
      <Icon name="place" />{' '}
      {sentAt === undefined
        ? t('location.never')
        : t('location.sent', {
            age: spanText(now - session.corrected(sentAt), t),
            accuracy: accuracy === undefined ? '?' : Math.round(accuracy),
          })}
      {fault !== 'none' && (
        <>
          {' '}
          <strong>▲ {t(`location.${fault}`)}</strong>
        </>
      )}
    </p>
  )
}
