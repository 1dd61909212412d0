import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT } from '../i18n/language'
import type { Entry } from '../outbox/entry'
import type { Session } from '../session/session'
import type { Command, Refused } from '../wire/message'
import { WarningSign } from './badges'
import { Hint } from './hint'
import { commandText, refusalText } from './refusal-text'
import { useSession, useShown } from './use-session'

export type RefusedEntry = Entry & { readonly refused: Refused }

export function isRefused(entry: Entry): entry is RefusedEntry {
  return entry.refused !== undefined
}

// As if its button were pressed.
export function dismissFirst(session: Session): void {
  const first = session.shown().entries.find(isRefused)
  if (first) session.dismiss(first.command.id)
}

// What the server said no to stays here until somebody has read it, over reloads too, with all that was typed.
interface Props {
  readonly wayOut?: (entry: RefusedEntry) => ReactNode
  // The key that stands on the first one's button; whoever gives it listens for it.
  readonly hint?: string
}

export function Refusals({ wayOut, hint }: Props) {
  const t = useT()
  const session = useSession()
  const entries = useShown((shown) => shown.entries).filter(isRefused)
  if (entries.length === 0) return null
  return (
    <div className="refusals">
      {entries.map((entry, index) => (
        <div
          key={entry.command.id}
          className="refusal"
          role="alert"
          data-testid="refusal"
          data-code={entry.refused.code}
        >
          <WarningSign />
          <div>
            <strong>
              {t('refusal', { what: commandText(entry.command, t) })} {targetOf(entry.command)}
            </strong>
            <div>{refusalText(entry.refused, t)}</div>
            <small>{entry.refused.message}</small>
            {typedIn(entry.command) !== '' && <blockquote>{typedIn(entry.command)}</blockquote>}
            {wayOut?.(entry)}
          </div>
          <Button
            size="compact-sm"
            variant="default"
            data-testid="refusal-dismiss"
            onClick={() => session.dismiss(entry.command.id)}
          >
            {t('understood')}
            {hint !== undefined && index === 0 && <Hint keys={hint} />}
          </Button>
        </div>
      ))}
    </div>
  )
}

function targetOf(command: Command): string {
  return 'unit' in command ? command.unit : ''
}

function typedIn(command: Command): string {
  switch (command.type) {
    case 'incident.receive':
    case 'incident.locate':
      return command.place?.text ?? ''
    case 'incident.propose_place':
      return command.proposal.label ?? ''
    case 'incident.note':
      return command.text
    case 'assignment.outcome':
      return command.note ?? ''
    case 'incident.triage':
      return command.triage.complaint ?? ''
    case 'incident.end':
    case 'incident.reopen':
    case 'assignment.reassign':
    case 'assignment.dispatch':
    case 'assignment.step':
    case 'unit.duty':
    case 'unit.answer_move':
    case 'road.close':
    case 'assignment.bind':
    case 'assignment.unbind':
    case 'facility.status':
      return command.reason ?? ''
    case 'incident.link':
    case 'incident.unlink':
    case 'incident.stop_sending':
    case 'road.extend':
    case 'road.open':
    case 'assignment.expect':
    case 'facility.beds':
    case 'unit.move_up':
      return ''
    default:
      return command satisfies never
  }
}
