import { Kbd } from '@mantine/core'

export function Hint({ keys }: { keys: string }) {
  return (
    <Kbd size="xs" className="hint" aria-hidden="true">
      {keys}
    </Kbd>
  )
}
