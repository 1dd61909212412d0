import { Button } from '@mantine/core'
import { useLanguage, useT } from '../../../i18n/language'
import { distanceFromPin, openProposals } from '../../../picture/proposals'
import { Hint } from '../../../ui/hint'
import { sourceText } from '../../../ui/source-text'
import { distanceText, metresText, spanText } from '../../../ui/time'
import { useNow } from '../../../ui/use-session'
import type { Incident, Proposal } from '../../../wire/message'
import { actionKeys } from './actions'

interface Props {
  readonly incident: Incident
  // The next digit takes one.
  readonly isTaking: boolean
  readonly take: ((proposal: Proposal) => void) | undefined
}

// Better information proposes, a person takes it.
export function ProposalList({ incident, isTaking, take }: Props) {
  const t = useT()
  const proposals = openProposals(incident)
  if (proposals.length === 0) return null
  return (
    <section className="proposals" data-testid="proposals" data-taking={isTaking}>
      <h3>
        {t('proposals')} <span className="count">{proposals.length}</span>
        {isTaking && <strong className="taking"> {t('proposals.press_digit')}</strong>}
      </h3>
      {proposals.map((proposal, n) => (
        <div key={`${proposal.source} ${proposal.by}`} className="proposal" data-testid="proposal-row">
          <strong className="proposal-number">{n + 1}</strong>
          <ProposalText incident={incident} proposal={proposal} />
          {take && (
            <Button
              size="compact-sm"
              variant="light"
              data-testid="proposal-take"
              onClick={() => take(proposal)}
            >
              {t('proposals.take')}
              {n < 9 && (
                <Hint keys={isTaking ? String(n + 1) : `${actionKeys.accept.toUpperCase()} ${n + 1}`} />
              )}
            </Button>
          )}
        </div>
      ))}
    </section>
  )
}

function ProposalText({ incident, proposal }: { incident: Incident; proposal: Proposal }) {
  const t = useT()
  const language = useLanguage()
  const now = useNow()
  const distance = distanceFromPin(incident, proposal)
  return (
    <div className="proposal-text">
      <strong>
        {sourceText(proposal.source, t)}, {metresText(proposal.uncertainty_m, language)}
      </strong>{' '}
      <span className="since">{t('ago', { span: spanText(now - proposal.at, t) })}</span>
      <br />
      <small>
        {distance === undefined
          ? t('proposals.no_pin_yet')
          : t('proposals.from_pin', { distance: distanceText(distance, language) })}
        {proposal.label !== undefined && ` · ${proposal.label}`}
        {!isKnownBySource(proposal) && ` · ${proposal.by}`}
      </small>
      <ProposalDoubt proposal={proposal} />
    </div>
  )
}

// What a phone says of itself is said by its source already.
function isKnownBySource({ by }: Proposal): boolean {
  return by === 'caller' || by === 'siaga'
}

// Why no rule has taken it, and what the caller said of it.
function ProposalDoubt({ proposal }: { proposal: Proposal }) {
  const t = useT()
  const language = useLanguage()
  const { outside_m, from_said_m, with_patient } = proposal
  const doubts = [
    outside_m !== undefined && t('proposals.outside', { distance: distanceText(outside_m, language) }),
    from_said_m !== undefined && t('proposals.from_said', { distance: distanceText(from_said_m, language) }),
    with_patient !== undefined && t(`proposals.${with_patient ? 'with' : 'without'}_patient`),
  ].filter((doubt) => doubt !== false)
  if (doubts.length === 0) return null
  return (
    <strong className="proposal-doubt" data-testid="proposal-doubt">
      ▲ {doubts.join(' · ')}
    </strong>
  )
}
