import { Button } from '@mantine/core'
import { useLanguage, useT } from '../../i18n/language'
import { WarningSign } from '../../ui/badges'
import { Hint } from '../../ui/hint'
import { distanceText } from '../../ui/time'
import { useSession, useShown } from '../../ui/use-session'
import type { Pin } from '../../wire/message'
import { aboutOf, mostPoints, type Standing } from './drawing'

interface Props {
  readonly standing: Standing
  readonly points: readonly Pin[]
  readonly undo: () => void
}

const wrong: ReadonlySet<Standing> = new Set(['no_map', 'away', 'refused', 'no_road', 'no_way'])

// Which roads the points close, or why none.
export function ClosingRoads({ standing, points, undo }: Props) {
  const t = useT()
  const session = useSession()
  return (
    <div className="closing-roads" data-testid="closing-roads" data-standing={standing} role="status">
      <p className={wrong.has(standing) ? 'advice' : ''}>
        {wrong.has(standing) && <WarningSign />}{' '}
        {standing === 'found' ? <FoundRoads /> : t(`closure.standing.${standing}`)}
        {points.length === mostPoints && ` ${t('closure.most', { n: mostPoints })}`}
      </p>
      {points.length > 0 && (
        <Button
          size="compact-xs"
          variant="default"
          data-testid="closure-undo"
          onMouseDown={(event) => event.preventDefault()}
          onClick={undo}
        >
          {t('closure.undo', { n: points.length })} <Hint keys="⌫" />
        </Button>
      )}
      {standing === 'refused' && (
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => session.askClosing(points, aboutOf(points))}
        >
          {t('route.again')}
        </Button>
      )}
    </div>
  )
}

function FoundRoads() {
  const t = useT()
  const language = useLanguage()
  const answer = useShown((shown) => shown.closing?.answer)
  if (!answer) return null
  return (
    <strong>
      {t('closure.standing.found', {
        distance: distanceText(answer.metres, language),
        roads: answer.roads.join(', ') || t('route.unnamed'),
      })}
    </strong>
  )
}
