import { Button } from '@mantine/core'
import { useT } from '../../../i18n/language'
import { doubledOf } from '../../../picture/doubled'
import type { Picture } from '../../../picture/picture'
import { WarningSign } from '../../../ui/badges'
import { Hint } from '../../../ui/hint'
import type { Assignment, Incident } from '../../../wire/message'
import './countdown.css'

interface Props {
  readonly incident: Incident
  readonly picture: Picture
  readonly standDown: ((job: Assignment) => void) | undefined
}

// Two crews go, because the first answered late: one key sends the later one home.
export function DoubledLine({ incident, picture, standDown }: Props) {
  const t = useT()
  const doubled = doubledOf(picture, incident)
  if (!doubled) return null
  const { keeps, other } = doubled
  return (
    <div className="countdown" role="alert" data-testid="doubled" data-unit={other.unit}>
      <span>
        <WarningSign /> {t('doubled', { keeps: keeps.unit, other: other.unit })}
      </span>
      {standDown && (
        <Button
          size="compact-sm"
          data-testid="doubled-stand-down"
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => standDown(other)}
        >
          {t('doubled.stand_down', { unit: other.unit })} <Hint keys="E" />
        </Button>
      )}
    </div>
  )
}
