import { useT } from '../../i18n/language'
import { capabilityText, ownOfCrew } from '../../ui/slot-text'
import { useWords } from '../../ui/use-words'

interface Props {
  readonly aboard: readonly string[]
  readonly change: (aboard: readonly string[]) => void
}

// What those can do who ride along today; nothing chosen: as the list says.
export function Aboard({ aboard, change }: Props) {
  const t = useT()
  const words = useWords()
  const all = [...ownOfCrew, ...words.region.filter((one) => one.of_crew).map((one) => one.word)]
  const turn = (word: string) =>
    change(aboard.includes(word) ? aboard.filter((one) => one !== word) : [...aboard, word])
  return (
    <fieldset className="aboard">
      <legend>{t('duty.aboard')}</legend>
      {all.map((word) => (
        <button
          key={word}
          type="button"
          className="small-step"
          aria-pressed={aboard.includes(word)}
          data-testid={`aboard-${word}`}
          onClick={() => turn(word)}
        >
          {aboard.includes(word) ? '✓ ' : ''}
          {capabilityText(word, words)}
        </button>
      ))}
    </fieldset>
  )
}
