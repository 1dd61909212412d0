import { Button } from '@mantine/core'
import { Hint } from '../../ui/hint'

export interface Choice {
  readonly name: string
  readonly text: string
  readonly keys: string
  // Nothing: it makes no sense now.
  readonly take: (() => void) | undefined
}

interface Props {
  readonly label: string
  readonly choices: readonly Choice[]
  readonly chosen?: string | undefined
}

// Usual answers, one press each. The pointer takes one without taking the focus from the map, whose keys go on.
export function Choices({ label, choices, chosen }: Props) {
  return (
    <fieldset className="choices">
      <legend>{label}</legend>
      {choices.map(({ name, text, keys, take }) => (
        <Button
          key={name}
          size="compact-xs"
          variant={chosen === name ? 'filled' : 'default'}
          aria-pressed={chosen === name}
          disabled={!take}
          data-testid={`choice-${name}`}
          onMouseDown={(event) => event.preventDefault()}
          onClick={take}
        >
          {text} <Hint keys={keys} />
        </Button>
      ))}
    </fieldset>
  )
}
