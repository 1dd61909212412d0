import { useEffect, useRef } from 'react'
import { useLanguage, useT } from '../../../i18n/language'
import { kindText } from '../../../ui/source-text'
import { metresText } from '../../../ui/time'
import { useShown } from '../../../ui/use-session'
import type { Candidate } from '../../../wire/message'
import { markedIn, nameOf } from './choice'
import type { PlaceSearch } from './use-place-search'

interface Props {
  readonly search: PlaceSearch
  readonly id: string
  readonly take: (candidate: Candidate) => void
}

// The suggestions under the words. The pointer takes one without taking the focus from the words.
export function SuggestedPlaces({ search, id, take }: Props) {
  const t = useT()
  const { choice, candidates, isAnswered } = search
  if (!choice.isOpen) return null
  const marked = markedIn(choice, candidates)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only keeps the focus where it is
    <div className="places" data-testid="places" onMouseDown={(event) => event.preventDefault()}>
      {candidates.length > 0 && (
        <div className="places-list" role="listbox" id={id} aria-label={t('places')} data-fresh={isAnswered}>
          {candidates.map((candidate) => (
            <Row
              key={nameOf(candidate)}
              id={id}
              candidate={candidate}
              isMarked={candidate === marked}
              take={take}
            />
          ))}
        </div>
      )}
      <p className="places-foot" role="status">
        <Foot search={search} />
      </p>
    </div>
  )
}

export function rowId(id: string, candidate: Candidate): string {
  return `${id} ${nameOf(candidate)}`.replaceAll(/\s+/g, '-')
}

function Row(props: { id: string; candidate: Candidate; isMarked: boolean; take: (one: Candidate) => void }) {
  const t = useT()
  const language = useLanguage()
  const { id, candidate, isMarked, take } = props
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isMarked) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isMarked])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the words above
    // biome-ignore lint/a11y/useFocusableInteractive: see above
    <div
      ref={row}
      id={rowId(id, candidate)}
      role="option"
      aria-selected={isMarked}
      className="places-row"
      data-testid="places-row"
      onClick={() => take(candidate)}
    >
      <strong>{candidate.label}</strong>
      <span className="places-off">{metresText(candidate.uncertainty_m, language)}</span>
      <small>
        {kindText(candidate.kind, t)} · {candidate.why}
      </small>
    </div>
  )
}

function Foot({ search }: { search: PlaceSearch }) {
  const t = useT()
  const isUp = useShown((shown) => shown.link.state === 'up')
  if (!isUp) return t('places.no_server')
  if (search.isRefused) return t('places.refused')
  if (!search.isAnswered) return t('places.searching')
  if (search.candidates.length > 0) return t('places.keys', { n: search.candidates.length })
  return (
    <>
      <strong>{t('places.nothing')}</strong>
      {search.tried.length > 0 && ` ${t('places.tried', { what: search.tried.join('; ') })}`}
    </>
  )
}
