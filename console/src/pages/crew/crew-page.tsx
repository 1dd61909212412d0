import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useT } from '../../i18n/language'
import { Icon } from '../../ui/icon'
import { Refusals } from '../../ui/refusals'
import { SoundButton } from '../../ui/sound-button'
import { useRing } from '../../ui/use-ring'
import { useMay, useShown, useWelcome } from '../../ui/use-session'
import { useWakeLock } from '../../ui/use-wake-lock'
import type { Unit } from '../../wire/message'
import { BrokenQuestion } from './broken-question'
import { ChangedNotice } from './changed-notice'
import { DestinationPanel } from './destination-panel'
import { DutyOn } from './duty-on'
import { DutyPanel } from './duty-panel'
import { EndedNotice } from './ended-notice'
import { carries, dutyOf, isRinging, jobOf } from './job'
import { JobCard } from './job-card'
import { LocationLine } from './location-line'
import { MoveCard } from './move-card'
import { OutcomePanel } from './outcome-panel'
import { StepButtons } from './step-buttons'

export function CrewPage() {
  const t = useT()
  const units = useShown((shown) => shown.picture.units)
  const mine = useWelcome().units
  const [chosen, setChosen] = useState<string>()
  const id = chosen ?? mine[0]
  const unit = id === undefined ? undefined : units.get(id)
  return (
    <main className="crew">
      {mine.length > 1 && (
        <SegmentedControl size="lg" fullWidth value={id ?? ''} onChange={setChosen} data={[...mine]} />
      )}
      {unit === undefined && <p className="empty">{t('crew.no_unit')}</p>}
      {unit?.duty.state === 'retired' && (
        <p className="empty" data-testid="retired">
          {t('crew.retired', { unit: unit.id })}
        </p>
      )}
      {unit && unit.duty.state !== 'retired' && <UnitPage key={unit.id} unit={unit} />}
    </main>
  )
}

function UnitPage({ unit }: { unit: Unit }) {
  const t = useT()
  const picture = useShown((shown) => shown.picture)
  const entries = useShown((shown) => shown.entries)
  const job = jobOf(picture, entries, unit)
  const may = useMay()
  const duty = dutyOf(unit, entries)
  const rings = isRinging(job)
  const { isAudible, test, sound } = useRing(rings)
  useWakeLock(duty === 'on' || job !== undefined)
  const waiting = entries.filter((entry) => !entry.refused && !entry.isQuiet).length
  return (
    <>
      <div className="crew-body">
        <SoundButton isAudible={isAudible} test={test} />
        <Refusals />
        <EndedNotice unit={unit.id} job={job} sound={sound} />
        <ChangedNotice unit={unit.id} job={job} sound={sound} />
        {may('say_outcomes') && <OutcomePanel unit={unit.id} job={job} />}
        {job && rings && (
          <p className="ringing" data-testid="ringing" role="alert">
            <Icon name="bell" /> {t('crew.ringing')}
          </p>
        )}
        {job && carries(unit, job.incident) && may('step_jobs') && (
          <DestinationPanel key={job.assignment.id} job={job} />
        )}
        {duty === 'on' && may('set_duty') && <BrokenQuestion unit={unit.id} />}
        {job ? (
          <JobCard job={job} />
        ) : (
          <p className="no-job" data-testid="no-job">
            {t(duty === 'on' ? 'crew.no_job' : 'crew.not_on_duty')}
          </p>
        )}
        <MoveCard unit={unit} />
        {may('set_duty') && <DutyPanel unit={unit} duty={duty} hasJob={job !== undefined} />}
        {may('report_positions') && (
          <LocationLine unit={unit} isWanted={duty === 'on' || job !== undefined} />
        )}
      </div>
      <div className="dock">
        {waiting > 0 && (
          <p className="waiting" data-testid="waiting" data-count={waiting} role="status">
            <Icon name="wait" /> {t('crew.waiting', { n: waiting })}
          </p>
        )}
        {job && may('step_jobs') && <StepButtons job={job} carries={carries(unit, job.incident)} />}
        {!job && duty !== 'on' && may('set_duty') && <DutyOn unit={unit} />}
      </div>
    </>
  )
}
