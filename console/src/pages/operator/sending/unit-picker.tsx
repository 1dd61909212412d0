import { TextInput } from '@mantine/core'
import { type KeyboardEvent, useState } from 'react'
import { useT } from '../../../i18n/language'
import type { Picture } from '../../../picture/picture'
import { unitsNamed } from '../../../picture/unit-groups'
import { Abilities } from '../../../ui/abilities'
import { PositionAge } from '../../../ui/age'
import { availabilityText } from '../../../ui/availability-text'
import { useNow, useShown } from '../../../ui/use-session'
import type { Unit } from '../../../wire/message'

interface Props {
  readonly pick: (unit: string) => void
  readonly close: () => void
}

const mostShown = 40
const ranks = { available: 0, conditional: 1, not_available: 2 } as const

// Every unit there is: no rule, no helper and no missing position may keep a person from sending one.
export function UnitPicker({ pick, close }: Props) {
  const t = useT()
  const now = useNow()
  const picture = useShown((shown) => shown.picture)
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const units = matching(picture, typed)
  const move = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      setAt(Math.max(0, Math.min(units.length - 1, at + step)))
    }
    if (event.key === 'Escape') close()
    const unit = units[at]
    if (event.key === 'Enter' && unit) {
      event.preventDefault()
      pick(unit.id)
    }
  }
  return (
    <div className="picker">
      <TextInput
        autoFocus
        size="sm"
        label={t('units.find')}
        data-testid="unit-filter"
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={move}
      />
      <div role="listbox" aria-label={t('units')} className="picker-list">
        {units.map((unit, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
          // biome-ignore lint/a11y/useFocusableInteractive: the field above keeps the focus
          <div
            key={unit.id}
            role="option"
            aria-selected={index === at}
            className="picker-row"
            data-testid="unit-row"
            data-unit={unit.id}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => pick(unit.id)}
          >
            <strong>{unit.id}</strong>
            <span>
              {unit.callsign} · {t(`unit_kind.${unit.kind}`)}
              <Abilities unit={unit} />
            </span>
            <span>{availabilityText(unit, picture, t)}</span>
            <PositionAge seen={picture.fixes.get(unit.id)} now={now} />
          </div>
        ))}
      </div>
    </div>
  )
}

function matching(picture: Picture, typed: string): readonly Unit[] {
  return [...unitsNamed(picture, typed)]
    .sort((a, b) => ranks[a.availability.state] - ranks[b.availability.state] || a.id.localeCompare(b.id))
    .slice(0, mostShown)
}
