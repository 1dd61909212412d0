import { Button, TextInput } from '@mantine/core'
import { type KeyboardEvent, useState } from 'react'
import { useT } from '../../../i18n/language'
import { groupOfUnit, unitGroups, unitsByGroup } from '../../../picture/unit-groups'
import { Abilities } from '../../../ui/abilities'
import { PositionAge } from '../../../ui/age'
import { availabilityText } from '../../../ui/availability-text'
import { Hint } from '../../../ui/hint'
import { spanText } from '../../../ui/time'
import { useMay, useNow } from '../../../ui/use-session'
import type { Option, Unit } from '../../../wire/message'
import type { Board } from '../use-board'
import { UnitActs } from './unit-acts'
import './units-board.css'

export function UnitsButton({ board: { enter, isUnitsShown, picture } }: { board: Board }) {
  const t = useT()
  const free = unitsByGroup(picture, '', []).filter((unit) => groupOfUnit(unit) === 'free')
  return (
    <Button
      size="compact-sm"
      variant={isUnitsShown ? 'filled' : 'default'}
      data-testid="units-button"
      onClick={() => enter({ does: 'units' })}
    >
      {t('units.free', { n: free.length })} <Hint keys="V" />
    </Button>
  )
}

// Every unit by what it can do now; while an incident is chosen, with its arrival there. Opened by its key it has the
// keys: type to find, arrows to mark, Enter to send the marked one.
export function UnitsBoard({ board }: { board: Board }) {
  const t = useT()
  const may = useMay()
  const [typed, setTyped] = useState('')
  const [marked, setMarked] = useState<string>()
  const { picture, enter } = board
  const reckoned = board.suggestion?.options ?? []
  const units = unitsByGroup(picture, typed, reckoned)
  const send = board.isOffered('unit') ? board.byHand : undefined
  const byKey = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const at = units.findIndex(({ id }) => id === marked)
    if (step !== 0) setMarked(units[Math.max(0, Math.min(units.length - 1, at + step))]?.id)
    else if (event.key === 'Enter' && marked !== undefined) send?.(marked)
    else if (event.key === 'Escape') enter({ does: 'end' })
    else return
    event.preventDefault()
  }
  return (
    <section className="units-board" data-testid="units-board" aria-label={t('units')}>
      <TextInput
        autoFocus={board.isUnitsShown}
        size="xs"
        aria-label={t('units.find')}
        placeholder={t('units.find')}
        data-testid="units-filter"
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          setMarked(undefined)
        }}
        onKeyDown={byKey}
      />
      {unitGroups.map((group) => {
        const members = units.filter((unit) => groupOfUnit(unit) === group)
        return (
          members.length > 0 && (
            <section key={group} aria-label={t(`unit_group.${group}`)}>
              <h3>
                {t(`unit_group.${group}`)} <span className="count">{members.length}</span>
              </h3>
              {members.map((unit) => (
                <UnitRow
                  key={unit.id}
                  unit={unit}
                  board={board}
                  arrival={reckoned.find((option) => option.unit === unit.id)}
                  isMarked={unit.id === marked}
                  mark={() => setMarked(unit.id === marked ? undefined : unit.id)}
                  send={send}
                  mayChange={may('set_duty')}
                />
              ))}
            </section>
          )
        )
      })}
      {units.length === 0 && <p className="empty">{t('units.none')}</p>}
    </section>
  )
}

interface RowProps {
  readonly unit: Unit
  readonly board: Board
  readonly arrival: Option | undefined
  readonly isMarked: boolean
  readonly mark: () => void
  readonly send: ((unit: string) => void) | undefined
  readonly mayChange: boolean
}

function UnitRow({ unit, board, arrival, isMarked, mark, send, mayChange }: RowProps) {
  const t = useT()
  const now = useNow()
  const { picture } = board
  return (
    <div className="unit-line" data-testid="unit-line" data-unit={unit.id} data-group={groupOfUnit(unit)}>
      <button type="button" className="unit-head" aria-expanded={isMarked} onClick={mark}>
        <strong>{unit.id}</strong>
        <span className="unit-what">
          {unit.callsign} · {t(`unit_kind.${unit.kind}`)}
          <Abilities unit={unit} />
        </span>
        <span className="unit-does">{availabilityText(unit, picture, t)}</span>
        {arrival && <strong data-testid="unit-arrival">{spanText(arrival.eta_s * 1000, t)}</strong>}
        <PositionAge seen={picture.fixes.get(unit.id)} now={now} />
      </button>
      {isMarked && <UnitActs unit={unit} send={send} mayChange={mayChange} />}
    </div>
  )
}
