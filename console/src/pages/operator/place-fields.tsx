import { Textarea, TextInput } from '@mantine/core'
import { useT } from '../../i18n/language'
import { type PlaceDraft, placeFaults } from './call-draft'

interface Props {
  readonly draft: PlaceDraft
  readonly change: (place: PlaceDraft) => void
  readonly prefix: string
}

// What was said, the pin, and how far off it may be. Setting one never writes another.
export function PlaceFields({ draft, change, prefix }: Props) {
  const t = useT()
  const faults = placeFaults(draft)
  const { text, pin, uncertainty } = draft
  return (
    <>
      <Textarea
        autoFocus
        autosize
        minRows={2}
        label={t('place.text')}
        placeholder={t('place.text_hint')}
        data-testid={`${prefix}-place`}
        value={text}
        maxLength={2000}
        onChange={(event) => change({ text: event.currentTarget.value, pin, uncertainty })}
      />
      <div className="side-by-side">
        <TextInput
          label={t('place.pin')}
          placeholder={t('place.pin_hint')}
          data-testid={`${prefix}-pin`}
          value={pin}
          error={faults.includes('pin') && t('place.pin_fault')}
          onChange={(event) => change({ text, pin: event.currentTarget.value, uncertainty })}
        />
        <TextInput
          label={t('place.uncertainty')}
          placeholder="m"
          inputMode="decimal"
          data-testid={`${prefix}-uncertainty`}
          value={uncertainty}
          error={faults.includes('uncertainty') && t('place.uncertainty_fault')}
          onChange={(event) => change({ text, pin, uncertainty: event.currentTarget.value })}
        />
      </div>
    </>
  )
}
