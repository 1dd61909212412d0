import { useState } from 'react'
import { useT } from '../../i18n/language'
import { newId } from '../../session/ids'
import { ageText } from '../../ui/facility-text'
import { useNow, useSession } from '../../ui/use-session'
import type { BedKind, Facility } from '../../wire/message'

const kinds: readonly BedKind[] = [
  'EmergencyDepartment',
  'AdultICU',
  'PediatricICU',
  'NeonatalICU',
  'MedicalSurgical',
  'Pediatrics',
  'NurseryBeds',
  'NegativeFlowIsolation',
  'OtherIsolation',
  'Burn',
  'OperatingRooms',
]

// Around what was there last, so that most counts are two touches: the kind, and how many.
export function numbersAround(last: number | undefined): readonly number[] {
  const start = Math.max(0, (last ?? 0) - 4)
  return Array.from({ length: 10 }, (_, index) => start + index)
}

export function BedsPanel({ facility }: { facility: Facility }) {
  const t = useT()
  const now = useNow()
  const session = useSession()
  const [asks, setAsks] = useState<BedKind>()
  const known = new Map(facility.beds.map((beds) => [beds.kind, beds]))
  const say = (kind: BedKind, available: number) => {
    const about = { id: newId(), at: session.now(), facility: facility.id, beds: [{ kind, available }] }
    if (session.give({ type: 'facility.beds', ...about })) setAsks(undefined)
  }
  return (
    <section className="facility-beds" data-testid="facility-beds">
      <p>
        <strong>{t('beds.title')}</strong>
      </p>
      <div className="bed-grid">
        {kinds.map((kind) => {
          const beds = known.get(kind)
          return (
            <button
              key={kind}
              type="button"
              className="touch bed"
              data-testid={`bed-${kind}`}
              data-available={beds?.available}
              aria-expanded={asks === kind}
              onClick={() => setAsks(asks === kind ? undefined : kind)}
            >
              <span>{t(`bed.${kind}`)}</span>
              <strong>{beds ? beds.available : '–'}</strong>
              <small>{beds ? ageText(beds, now, { t }) : t('beds.unsaid')}</small>
            </button>
          )
        })}
      </div>
      {asks && (
        <div className="touch-row" data-testid="bed-numbers">
          <span>{t('beds.how_many', { kind: t(`bed.${asks}`) })}</span>
          {numbersAround(known.get(asks)?.available).map((number) => (
            <button
              key={number}
              type="button"
              className="touch number"
              data-testid={`beds-${number}`}
              onClick={() => say(asks, number)}
            >
              {number}
            </button>
          ))}
        </div>
      )}
    </section>
  )
}
