import { Button } from '@mantine/core'
import { useState } from 'react'
import { type Translate, useLanguage, useT } from '../../../i18n/language'
import type { CallFacts } from '../../../session/question'
import { IncidentStateBadge } from '../../../ui/badges'
import { Hint } from '../../../ui/hint'
import { distanceText, spanText } from '../../../ui/time'
import { usePlainKey } from '../../../ui/use-keys'
import { useNow, useShown } from '../../../ui/use-session'
import type { CallHint } from '../../../wire/message'
import type { CallDraft } from './call-draft'
import { type Answer, firstShown, isAttachable, mayBeTheSame, scoreWord } from './duplicates'
import { PastCalls } from './past-calls'
import { PatientList } from './patient-list'
import { useDuplicates } from './use-duplicates'

const showKey = 'F2'

interface Props {
  readonly facts: CallFacts | undefined
  readonly show: (incident: string) => void
  // Where a person may attach this call to another one.
  readonly attach?: ((into: string) => void) | undefined
  // In one line until it is opened; calls of the past alone are not worth a line here.
  readonly folded?: boolean
  // The call as it is typed, where what is known of the caller may be put into it.
  readonly typed?: { readonly call: CallDraft; readonly change: (part: Partial<CallDraft>) => void }
}

const none: readonly CallHint[] = []

// What may be the same incident, for a person to look at: nothing is attached by itself.
export function DuplicateList({ facts, show, attach, folded = false, typed }: Props) {
  const t = useT()
  const [isOpen, setIsOpen] = useState(!folded)
  const answer = useDuplicates(facts)
  const isUp = useShown((shown) => shown.link.state === 'up')
  const picture = useShown((shown) => shown.picture)
  const found = answer.state === 'answered' ? answer.hints : none
  const isQuiet = folded && !found.some(mayBeTheSame)
  const hints = isQuiet ? none : found
  const first = firstShown(hints, picture)
  usePlainKey(showKey, first && (() => show(first.incident)))
  const isComparable = facts?.place !== undefined || facts?.caller?.phone !== undefined
  const sentence = isQuiet ? '' : said(answer, isComparable, isUp, t)
  return (
    <>
      <section
        className="duplicates"
        data-testid="duplicates"
        data-any={hints.length > 0}
        aria-label={t('duplicates')}
      >
        {hints.length > 0 && !folded && <h3>{t('duplicates')}</h3>}
        {hints.length > 0 && folded && (
          <button
            type="button"
            className="duplicates-line"
            data-testid="duplicates-line"
            aria-expanded={isOpen}
            onClick={() => setIsOpen(!isOpen)}
          >
            <span aria-hidden="true">{isOpen ? '▾' : '▸'}</span> <span className="one-line">{sentence}</span>
            {first && <Hint keys={showKey} />}
          </button>
        )}
        {/* Said once when it changes; the ages below tick and are not said. */}
        <p className="duplicates-said" role="status" aria-live="polite" data-testid="duplicates-said">
          {sentence}
        </p>
        {hints.length > 0 && isOpen && (
          <ol>
            {hints.map((hint) => (
              <li
                key={hint.incident}
                data-testid="duplicate-row"
                data-id={hint.incident}
                data-likely={hint.likely}
              >
                <HintText hint={hint} />
                <div className="duplicate-acts">
                  {picture.incidents.has(hint.incident) ? (
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={`${t('duplicates.show')} ${hint.number}`}
                      data-testid="duplicate-show"
                      onClick={() => show(hint.incident)}
                    >
                      {t('duplicates.show')} {hint === first && <Hint keys={showKey} />}
                    </Button>
                  ) : (
                    <small>{t('duplicates.off_board')}</small>
                  )}
                  {attach && isAttachable(hint, picture) && (
                    <Button
                      size="compact-sm"
                      variant="light"
                      data-testid="duplicate-attach"
                      onClick={() => attach(hint.incident)}
                    >
                      {t('duplicates.attach', { number: hint.number })}
                    </Button>
                  )}
                </div>
              </li>
            ))}
          </ol>
        )}
      </section>
      {typed && answer.state === 'answered' && (
        <>
          {facts?.caller?.phone !== undefined && <PastCalls past={answer.past} {...typed} />}
          <PatientList patients={answer.patients} {...typed} />
        </>
      )}
    </>
  )
}

function HintText({ hint }: { hint: CallHint }) {
  const t = useT()
  const language = useLanguage()
  const now = useNow()
  const known = useShown((shown) => shown.picture.incidents.get(hint.incident))
  const facts = [
    t('ago', { span: spanText(now - hint.received_at, t) }),
    ...(hint.away_m === undefined
      ? []
      : [t('duplicates.away', { distance: distanceText(hint.away_m, language) })]),
  ]
  return (
    <div className="duplicate-text">
      <strong>{hint.number}</strong> <span className="duplicate-word">{t(scoreWord(hint))}</span>{' '}
      <IncidentStateBadge state={known?.state ?? hint.state} />{' '}
      <span className="since">{facts.join(' · ')}</span>
      <br />
      <small>{hint.reasons.map((reason) => t(`hint_reason.${reason}`)).join(' · ')}</small>
    </div>
  )
}

function said(answer: Answer, isAsked: boolean, isUp: boolean, t: Translate): string {
  if (!isAsked) return ''
  if (!isUp) return t('duplicates.no_server')
  if (answer.state === 'refused') return t('duplicates.refused')
  if (answer.state !== 'answered') return ''
  const numbers = (likely: boolean) =>
    answer.hints.filter((hint) => hint.likely === likely).map((hint) => hint.number)
  const [likely, possible] = [numbers(true), numbers(false)]
  return (
    [
      ...(likely.length > 0 ? [t('duplicates.found_likely', { numbers: likely.join(', ') })] : []),
      ...(possible.length > 0 ? [t('duplicates.found_possible', { numbers: possible.join(', ') })] : []),
    ].join(' ') || t('duplicates.none')
  )
}
