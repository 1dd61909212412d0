import { Button, NativeSelect, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useT } from '../i18n/language'
import { outcomeCodes, wasOnScene } from '../picture/outcomes'
import { newId } from '../session/ids'
import type { Assignment } from '../wire/message'
import { clockText } from './time'
import { useMay, useSession, useWelcome } from './use-session'

// What came of a job and who says so; whoever may say it, says it here.
export function OutcomeLine({ assignment }: { assignment: Assignment }) {
  const t = useT()
  const offset = useWelcome().region.utc_offset_minutes
  const may = useMay()
  const [isOpen, setIsOpen] = useState(false)
  const { outcome } = assignment
  if (!wasOnScene(assignment)) return null
  const isTold = outcome !== undefined
  if (!isTold && !may('say_outcomes')) return null
  return (
    <div className="outcome-line" data-testid="outcome-line" data-said={outcome?.code}>
      {isTold && (
        <>
          {t('outcome')}: <strong>{t(`outcome.${outcome.code}`)}</strong>{' '}
          <small>
            {outcome.by}, {clockText(outcome.at, offset)}
            {outcome.note !== undefined && ` · ${outcome.note}`}
          </small>{' '}
        </>
      )}
      {may('say_outcomes') && (
        <Button
          size="compact-sm"
          variant="default"
          aria-expanded={isOpen}
          data-testid="outcome-set"
          onClick={() => setIsOpen(!isOpen)}
        >
          {t(isTold ? 'outcome.correct' : 'outcome.say')}
        </Button>
      )}
      {isOpen && <OutcomeForm assignment={assignment} close={() => setIsOpen(false)} />}
    </div>
  )
}

function OutcomeForm({ assignment, close }: { assignment: Assignment; close: () => void }) {
  const t = useT()
  const session = useSession()
  const [code, setCode] = useState<string>(assignment.outcome?.code ?? '')
  const [note, setNote] = useState(assignment.outcome?.note ?? '')
  const outcome = outcomeCodes.find((one) => one === code)
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (!outcome) return
    const command = { id: newId(), at: session.now(), assignment: assignment.id, outcome }
    const said = note.trim() === '' ? {} : { note: note.trim() }
    if (session.give({ type: 'assignment.outcome', ...command, ...said })) close()
  }
  return (
    <form className="outcome-form" data-testid="outcome-form" onSubmit={send}>
      <NativeSelect
        label={t('outcome')}
        autoFocus
        data-testid="outcome-code"
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        data={[
          { value: '', label: t('outcome.choose') },
          ...outcomeCodes.map((one) => ({ value: one, label: t(`outcome.${one}`) })),
        ]}
      />
      <TextInput
        label={t('outcome.note')}
        maxLength={120}
        data-testid="outcome-note"
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Button type="submit" size="compact-sm" disabled={!outcome} data-testid="outcome-send">
        {t('outcome.save')}
      </Button>
    </form>
  )
}
