import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import type { KeyboardEvent, ReactNode } from 'react'
import { useT } from '../../../i18n/language'
import type { Needs, Priority, Sex } from '../../../wire/message'
import { isWrongAge, type TriageDraft } from './triage-draft'

interface Props {
  readonly draft: TriageDraft
  readonly change: (triage: TriageDraft) => void
  readonly prefix: string
}

const priorities: readonly Priority[] = ['P0', 'P1', 'P2', 'P3', 'P4']
const needs: readonly Needs[] = ['ambulance', 'home_care', 'either']

const sexes: readonly (Sex | '')[] = ['', 'female', 'male']

export function ComplaintField({ draft, change, prefix, isFaulty }: Props & { readonly isFaulty?: boolean }) {
  const t = useT()
  return (
    <Textarea
      autosize
      minRows={1}
      maxLength={2000}
      label={t('complaint')}
      data-testid={`${prefix}-complaint`}
      value={draft.complaint}
      error={isFaulty && t('complaint.fault')}
      onChange={(event) => change({ ...draft, complaint: event.currentTarget.value })}
    />
  )
}

export function TriageFields({ draft, change, prefix, autoFocus }: Props & { readonly autoFocus?: boolean }) {
  const t = useT()
  return (
    <>
      <Choices
        legend={t('triage.priority')}
        hint={t('triage.digits')}
        name={`${prefix}-priority`}
        all={priorities}
        chosen={draft.priority}
        choose={(priority) => change({ ...draft, priority })}
        wordOf={(one) => (
          <>
            <b>{one}</b> {t(`priority.${one}`)}
          </>
        )}
        autoFocus={autoFocus}
      />
      <Choices
        legend={t('needs')}
        name={`${prefix}-needs`}
        all={needs}
        chosen={draft.needs}
        choose={(one) => change({ ...draft, needs: one })}
        wordOf={(one) => t(`needs.${one}`)}
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
    </>
  )
}

interface ChoicesProps<T extends string> {
  readonly legend: string
  readonly hint?: string
  readonly name: string
  readonly all: readonly T[]
  readonly chosen: T | ''
  readonly choose: (one: T) => void
  readonly wordOf: (one: T) => ReactNode
  readonly autoFocus?: boolean | undefined
}

// One of a few, in a row. Words typed on it by mistake choose nothing; a digit chooses what ends with it, and the focus
// goes along, so that one Tab is always one field.
function Choices<T extends string>(props: ChoicesProps<T>) {
  const { legend, hint, name, all, chosen, choose, wordOf, autoFocus } = props
  const byDigit = (event: KeyboardEvent<HTMLFieldSetElement>) => {
    const meant = /^[0-9]$/.test(event.key) && all.find((one) => one.endsWith(event.key))
    if (!meant || event.ctrlKey || event.altKey || event.metaKey) return
    choose(meant)
    event.currentTarget.querySelector<HTMLInputElement>(`input[value="${meant}"]`)?.focus()
  }
  return (
    <fieldset className="choices" onKeyDown={byDigit}>
      <legend>
        {legend} {hint !== undefined && <small>{hint}</small>}
      </legend>
      {all.map((one, index) => (
        <label key={one} className="choice" data-chosen={chosen === one}>
          <input
            type="radio"
            name={name}
            autoFocus={autoFocus && (chosen === '' ? index === 0 : chosen === one)}
            value={one}
            checked={chosen === one}
            data-testid={`${name}-${one}`}
            onChange={() => choose(one)}
          />
          {wordOf(one)}
        </label>
      ))}
    </fieldset>
  )
}
