import { useT } from '../i18n/language'

export function Legend() {
  const t = useT()
  return (
    <details className="legend">
      <summary>{t('legend')}</summary>
      <ul>
        <li>■ {t('unit_kind.ambulance')}</li>
        <li>● {t('unit_kind.home_care')}</li>
        <li>▲ {t('unit_kind.motorcycle')}</li>
        <li>
          ✓ {t('availability_state.available')} · ~ {t('availability_state.conditional')} · •{' '}
          {t('availability_state.not_available')}
        </li>
        <li>… {t('legend.late')}</li>
        <li>? {t('legend.old')}</li>
        <li>◆ {t('legend.incident')}</li>
        <li>⊖ {t('legend.closed')}</li>
        <li>◯ {t('legend.uncertainty')}</li>
        <li>◌ {t('legend.proposal')}</li>
        <li>⌂ {t('legend.station')}</li>
        <li>{t('legend.facilities')}</li>
        <li>{t('legend.approximate')}</li>
      </ul>
    </details>
  )
}
