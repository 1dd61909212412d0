import { Button } from '@mantine/core'
import type { KeyboardEvent, ReactNode } from 'react'
import { useT } from '../../../i18n/language'
import { Hint } from '../../../ui/hint'

interface Props {
  readonly send: () => void
  readonly close: () => void
  readonly isReady: boolean
  readonly children: ReactNode
}

// Every form of the desk: Ctrl+Enter sends (Enter too, where the field is one line), Esc closes and keeps the draft.
export function PanelForm({ send, close, isReady, children }: Props) {
  const t = useT()
  const submit = () => {
    if (isReady) send()
  }
  const byKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && event.ctrlKey) submit()
    if (event.key === 'Escape') close()
  }
  return (
    <form
      className="form"
      onKeyDown={byKey}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {children}
      <div className="form-end">
        <Button type="submit" size="sm" disabled={!isReady} data-testid="panel-send">
          {t('save')} <Hint keys="Ctrl Enter" />
        </Button>
        <Button size="sm" variant="default" onClick={close}>
          {t('close')} <Hint keys="Esc" />
        </Button>
      </div>
    </form>
  )
}
