import { useState } from 'react'
import { useT } from '../../i18n/language'
import { newId } from '../../session/ids'
import { trafficText } from '../../ui/facility-text'
import { useNow, useSession } from '../../ui/use-session'
import { useWords } from '../../ui/use-words'
import type { Facility, Traffic, TrafficCause } from '../../wire/message'

const states: readonly Traffic[] = ['Normal', 'Advisory', 'Closed']
const causes: readonly TrafficCause[] = ['full', 'staff', 'equipment', 'own_emergency']

// Open at one touch; anything else at two: what, and why.
export function StatusPanel({ facility }: { facility: Facility }) {
  const t = useT()
  const words = useWords()
  const now = useNow()
  const session = useSession()
  const [asks, setAsks] = useState<Traffic>()
  const say = (state: Traffic, cause?: TrafficCause) => {
    const about = { id: newId(), at: session.now(), facility: facility.id, state }
    if (session.give({ type: 'facility.status', ...about, ...(cause && { cause }) })) setAsks(undefined)
  }
  const state = facility.traffic?.state
  return (
    <section className="facility-status" data-testid="facility-status" data-state={state}>
      <p>
        <strong>{t('traffic.title')}</strong> {trafficText(facility.traffic, now, words)}
      </p>
      <div className="touch-row">
        {states.map((one) => (
          <button
            key={one}
            type="button"
            className="touch"
            data-testid={`status-${one}`}
            data-is={state === one}
            aria-pressed={state === one}
            aria-expanded={asks === one}
            onClick={() => (one === 'Normal' ? say(one) : setAsks(asks === one ? undefined : one))}
          >
            {t(`traffic.${one}`)}
          </button>
        ))}
      </div>
      {asks && (
        <div className="touch-row" data-testid="status-causes">
          {causes.map((cause) => (
            <button
              key={cause}
              type="button"
              className="touch"
              data-testid={`cause-${cause}`}
              onClick={() => say(asks, cause)}
            >
              {t(`traffic.${asks}`)}: {t(`traffic_cause.${cause}`)}
            </button>
          ))}
        </div>
      )}
    </section>
  )
}
