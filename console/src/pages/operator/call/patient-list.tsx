import { Button } from '@mantine/core'
import { useT } from '../../../i18n/language'
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
  const first = patients.find((one) => fillsAnything(fromPatient(call, one)))
  usePlainKey(chooseKey, first && (() => change(fromPatient(call, first))))
  if (patients.length === 0) return null
  return (
    <section className="known" data-testid="patients" aria-label={t('patients')}>
      <h3>{t('patients')}</h3>
      <ol>
        {patients.map((one) => (
          <li key={`${one.name} ${one.nik_last4} ${one.address}`} data-testid="patient-row">
            <PatientText patient={one} />
            <div className="duplicate-acts">
              {fillsAnything(fromPatient(call, one)) && (
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={`${t('patients.choose')} ${one.name}`}
                  data-testid="patient-choose"
                  onClick={() => change(fromPatient(call, one))}
                >
                  {t('patients.choose')} {one === first && <Hint keys={chooseKey} />}
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
      <strong>{name}</strong> · {t('patients.nik', { end: nik_last4 })} ·{' '}
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
