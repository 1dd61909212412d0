import { useT } from '../../i18n/language'
import { bandColours } from '../../map/cover-colours'
import { bands, type Reached } from '../../picture/cover'

// What the colours say, how many villages are in each, and of what the map speaks.
export function CoverLegend({
  villages,
  without,
}: {
  villages: readonly Reached[]
  without: string | undefined
}) {
  const t = useT()
  return (
    <div className="cover-legend" data-testid="cover-legend" data-without={without ?? ''}>
      <strong>{without === undefined ? t('cover.now') : t('cover.if_goes', { unit: without })}</strong>
      {bands.map((band) => (
        <span key={band} data-testid={`cover-band-${band}`}>
          <i style={{ background: bandColours[band] }} /> {t(`cover.band.${band}`)}:{' '}
          {villages.filter((one) => one.band === band).length}
        </span>
      ))}
      {without !== undefined && (
        <span>
          <i className="later" /> {t('cover.later')}: {villages.filter((one) => one.isLater).length}
        </span>
      )}
    </div>
  )
}
