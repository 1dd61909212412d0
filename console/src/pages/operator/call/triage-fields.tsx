import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import type { KeyboardEvent } from 'react'
import { useT } from '../../../i18n/language'
import type { Needs, Priority, Sex } from '../../../wire/message'
import { isWrongAge, type TriageDraft } from './triage-draft'

interface Props {
  readonly draft: TriageDraft
  readonly change: (triage: TriageDraft) => void
  readonly prefix: string
  readonly autoFocus?: boolean
  readonly complaintFault?: boolean
}

const priorities: readonly Priority[] = ['P0', 'P1', 'P2', 'P3', 'P4']
const needs: readonly Needs[] = ['ambulance', 'home_care', 'either']

const sexes: readonly (Sex | '')[] = ['', 'female', 'male']

export function TriageFields({ draft, change, prefix, autoFocus, complaintFault }: Props) {
  const t = useT()
  const { priority, complaint } = draft
  const byDigit = (event: KeyboardEvent) => {
    const meant = priorities.find((one) => one === `P${event.key}`)
    if (meant) change({ ...draft, priority: meant })
  }
  return (
    <>
      <fieldset className="priorities" onKeyDown={byDigit}>
        <legend>
          {t('triage.priority')} <small>{t('triage.digits')}</small>
        </legend>
        {priorities.map((one, index) => (
          <label key={one} className="priority-choice" data-priority={one} data-chosen={priority === one}>
            <input
              type="radio"
              name={`${prefix}-priority`}
              autoFocus={autoFocus && index === 0}
              value={one}
              checked={priority === one}
              data-testid={`${prefix}-priority-${one}`}
              onChange={() => change({ ...draft, priority: one })}
            />
            <b>{one}</b> {t(`priority.${one}`)}
          </label>
        ))}
      </fieldset>
      <NativeSelect
        label={t('needs')}
        data-testid={`${prefix}-needs`}
        value={draft.needs}
        onChange={(event) => {
          const chosen = needs.find((one) => one === event.currentTarget.value)
          if (chosen) change({ ...draft, needs: chosen })
        }}
        data={needs.map((one) => ({ value: one, label: t(`needs.${one}`) }))}
      />
      <div className="side-by-side">
        <TextInput
          label={t('patient.age')}
          placeholder={t('patient.age_such_as')}
          maxLength={20}
          data-testid={`${prefix}-age`}
          value={draft.age}
          error={isWrongAge(draft.age) && t('patient.age_fault')}
          onChange={(event) => change({ ...draft, age: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('patient.sex')}
          data-testid={`${prefix}-sex`}
          value={draft.sex}
          onChange={(event) => {
            const chosen = sexes.find((one) => one === event.currentTarget.value)
            if (chosen !== undefined) change({ ...draft, sex: chosen })
          }}
          data={sexes.map((one) => ({ value: one, label: t(one === '' ? 'sex.unsaid' : `sex.${one}`) }))}
        />
      </div>
      <Textarea
        autosize
        minRows={1}
        maxLength={2000}
        label={t('complaint')}
        data-testid={`${prefix}-complaint`}
        value={complaint}
        error={complaintFault && t('complaint.fault')}
        onChange={(event) => change({ ...draft, complaint: event.currentTarget.value })}
      />
    </>
  )
}
