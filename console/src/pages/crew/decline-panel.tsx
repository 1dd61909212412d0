import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useT } from '../../i18n/language'

const usual = ['decline.broken', 'decline.no_fuel', 'decline.crew', 'decline.patient_on_board'] as const
const ofVehicle: readonly string[] = ['decline.broken', 'decline.no_fuel']

interface Props {
  readonly decline: (reason: string, isOfVehicle: boolean) => void
}

export function DeclinePanel({ decline }: Props) {
  const t = useT()
  const [reason, setReason] = useState('')
  return (
    <div className="decline" data-testid="decline-panel">
      {usual.map((key) => (
        <button
          key={key}
          type="button"
          className="small-step wide"
          data-testid={key}
          onClick={() => decline(t(key), ofVehicle.includes(key))}
        >
          {t(key)}
        </button>
      ))}
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (reason.trim() !== '') decline(reason.trim(), false)
        }}
      >
        <TextInput
          size="lg"
          label={t('decline.other')}
          value={reason}
          maxLength={500}
          data-testid="decline-reason"
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Button
          type="submit"
          size="lg"
          fullWidth
          color="red"
          disabled={reason.trim() === ''}
          data-testid="decline-send"
        >
          {t('crew.decline')}
        </Button>
      </form>
    </div>
  )
}
