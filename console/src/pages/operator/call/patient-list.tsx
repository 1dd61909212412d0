import { Button } from '@mantine/core'
import { type Translate, useT } from '../../../i18n/language'
import { Hint } from '../../../ui/hint'
import { usePlainKey } from '../../../ui/use-keys'
import type { FoundPatient } from '../../../wire/message'
import type { CallDraft } from './call-draft'
import { fillsAnything, fromPatient, isElsewhere, pinOfPatient } from './known-caller'

const chooseKey = 'F8'

interface Props {
  readonly patients: readonly FoundPatient[]
  readonly call: CallDraft
  readonly change: (part: Partial<CallDraft>) => void
}

// Whom the health service knows by this number, name or NIK. What is needed now is asked, not taken from a list.
export function PatientList({ patients, call, change }: Props) {
  const t = useT()
  const parts = patients.map((one) => ({ one, part: fromPatient(call, one, recordOf(one, t)) }))
  const first = parts.find(({ part }) => fillsAnything(part))
  usePlainKey(chooseKey, first && (() => change(first.part)))
  if (patients.length === 0) return null
  return (
    <section className="known" data-testid="patients" aria-label={t('patients')}>
      <h3>{t('patients')}</h3>
      <ol>
        {parts.map(({ one, part }) => (
          <li key={`${one.name} ${one.nik_last4} ${one.phone} ${one.address}`} data-testid="patient-row">
            <PatientText patient={one} />
            <div className="duplicate-acts">
              {fillsAnything(part) && (
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={`${t('patients.choose')} ${one.name}`}
                  data-testid="patient-choose"
                  onClick={() => change(part)}
                >
                  {t('patients.choose')} {one === first?.one && <Hint keys={chooseKey} />}
                </Button>
              )}
              {isElsewhere(call, one) && (
                <Button
                  size="compact-sm"
                  variant="light"
                  aria-label={`${t('patients.use_home')} ${one.name}`}
                  data-testid="patient-home"
                  onClick={() => change({ ...pinOfPatient(one) })}
                >
                  {t('patients.use_home')}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}

function PatientText({ patient }: { patient: FoundPatient }) {
  const t = useT()
  const { name, nik_last4, phone, address, facility, note, why } = patient
  const facts = [phone, address, facility].filter((fact) => fact !== '')
  return (
    <div className="known-text">
      <strong>{name}</strong> · {nikText(nik_last4, t)} ·{' '}
      {why.map((reason) => t(`patient_match.${reason}`)).join(', ')}
      <br />
      <small>{facts.join(' · ')}</small>
      {note !== '' && (
        <>
          <br />
          <small className="known-note">{t('patients.note', { note })}</small>
        </>
      )}
    </div>
  )
}

function nikText(end: string, t: Translate): string {
  return end === '' ? t('patients.no_nik') : t('patients.nik', { end })
}

// What crews and other desks should know of the patient: in one line, as a note of the incident.
function recordOf({ name, nik_last4, facility, note }: FoundPatient, t: Translate): string {
  const told = [t('patients.record', { name }), nikText(nik_last4, t), facility, note]
  return told.filter((part) => part !== '').join(' · ')
}
