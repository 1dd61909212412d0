import { Textarea, TextInput } from '@mantine/core'
import { type KeyboardEvent, useId } from 'react'
import { useT } from '../../../i18n/language'
import type { Candidate } from '../../../wire/message'
import { afterKey, closed, markedIn } from './choice'
import { PlaceChip } from './place-chip'
import { noPin, type PlaceDraft, pinByHand, pinOf, placeFaults } from './place-draft'
import { rowId, SuggestedPlaces } from './place-search'
import { usePlaceSearch } from './use-place-search'

interface Props {
  readonly draft: PlaceDraft
  readonly change: (part: Partial<PlaceDraft>) => void
  readonly prefix: string
}

// What was said, and places that may be meant. A suggestion that is taken sets the pin beside the words, and never
// writes the words.
export function PlaceWords({ draft, change, prefix }: Props) {
  const t = useT()
  const id = useId()
  const search = usePlaceSearch(draft.text)
  const marked = markedIn(search.choice, search.candidates)
  const take = (candidate: Candidate) => {
    change(pinOf(candidate))
    search.setChoice(closed)
  }
  const byKey = (event: KeyboardEvent) => {
    const isPlain = !event.ctrlKey && !event.altKey && !event.shiftKey && !event.metaKey
    const outcome = afterKey(search.choice, { key: event.key, isPlain }, search.candidates, draft.text)
    if (!outcome) return
    event.preventDefault()
    event.stopPropagation()
    if (outcome.does === 'take') take(outcome.candidate)
    else if (outcome.does === 'search') search.search()
    else search.setChoice(outcome.choice)
  }
  return (
    <>
      <div className="place-words">
        <Textarea
          autoFocus
          autosize
          minRows={2}
          label={t('place.text')}
          placeholder={t('place.text_hint')}
          data-testid={`${prefix}-place`}
          aria-autocomplete="list"
          aria-controls={search.choice.isOpen ? id : undefined}
          aria-activedescendant={marked && rowId(id, marked)}
          value={draft.text}
          maxLength={2000}
          onKeyDown={byKey}
          onBlur={() => search.setChoice(closed)}
          onChange={(event) => {
            change({ text: event.currentTarget.value })
            search.typed(event.currentTarget.value)
          }}
        />
        <SuggestedPlaces search={search} id={id} take={take} />
      </div>
      <PlaceChip draft={draft} remove={() => change(noPin)} />
    </>
  )
}

// The pin and how far off it may be, for whoever has them in figures.
export function PinFields({ draft, change, prefix }: Props) {
  const t = useT()
  const faults = placeFaults(draft)
  return (
    <div className="side-by-side">
      <TextInput
        label={t('place.pin')}
        placeholder={t('place.pin_hint')}
        data-testid={`${prefix}-pin`}
        value={draft.pin}
        error={faults.includes('pin') && t('place.pin_fault')}
        onChange={(event) => change(pinByHand(draft, event.currentTarget.value))}
      />
      <TextInput
        label={t('place.uncertainty')}
        placeholder="m"
        inputMode="decimal"
        data-testid={`${prefix}-uncertainty`}
        value={draft.uncertainty}
        error={faults.includes('uncertainty') && t('place.uncertainty_fault')}
        onChange={(event) => change({ uncertainty: event.currentTarget.value, isKnown: false })}
      />
    </div>
  )
}
