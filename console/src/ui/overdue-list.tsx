import { useState } from 'react'
import { useT } from '../i18n/language'
import { type Overdue, overdueOf } from '../picture/overdue'
import { PriorityBadge, WarningSign } from './badges'
import './overdue.css'
import { spanText } from './time'
import { useNow, useShown } from './use-session'

const atFirst = 3

interface Props {
  readonly all: readonly Overdue[]
  readonly choose: (incident: string) => void
}

export function useOverdue(): readonly Overdue[] {
  const now = useNow()
  return overdueOf(
    useShown((shown) => shown.picture),
    now,
  )
}

// All that takes longer than it may, the worst always in sight; the rest is one press away.
export function OverdueList({ all, choose }: Props) {
  const t = useT()
  const now = useNow()
  const [isOpen, setOpen] = useState(false)
  if (all.length === 0) return null
  return (
    <section className="overdue-list" data-testid="overdue-list" aria-label={t('overdue')}>
      <h3>
        {t('overdue')} <span className="count">{all.length}</span>
      </h3>
      {(isOpen ? all : all.slice(0, atFirst)).map((one) => (
        <Row key={`${one.incident.id} ${one.unit} ${one.kind}`} one={one} now={now} choose={choose} />
      ))}
      {all.length > atFirst && (
        <button
          type="button"
          className="overdue-more"
          data-testid="overdue-more"
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? t('overdue.fewer') : t('overdue.more', { count: all.length - atFirst })}
        </button>
      )}
    </section>
  )
}

interface RowProps {
  readonly one: Overdue
  readonly now: number
  readonly choose: (incident: string) => void
}

function Row({ one: { kind, since, incident, unit }, now, choose }: RowProps) {
  const t = useT()
  return (
    <button
      type="button"
      className="overdue"
      data-testid="overdue"
      data-kind={kind}
      data-number={incident.number}
      onClick={() => choose(incident.id)}
    >
      <PriorityBadge priority={incident.triage?.priority} /> <strong>{incident.number}</strong>{' '}
      <span className="alarm" data-kind={kind}>
        <WarningSign />
        <span>
          {t(`overdue.${kind}`)}
          {unit !== undefined && ` · ${unit}`} · {spanText(Math.max(0, now - since), t)}
        </span>
      </span>
      <span className="overdue-do">{t(`overdue.do.${kind}`)}</span>
    </button>
  )
}
