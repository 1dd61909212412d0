import { useT } from '../../i18n/language'
import { Refusals } from '../../ui/refusals'
import { SoundButton } from '../../ui/sound-button'
import { useRing } from '../../ui/use-ring'
import { useMay, useShown, useWelcome } from '../../ui/use-session'
import { BedsPanel } from './beds-panel'
import { ComingList } from './coming-list'
import { StatusPanel } from './status-panel'

// Of who works at a facility: who comes, and what is said of the house. It rings until somebody answers.
export function HospitalPage() {
  const t = useT()
  const may = useMay()
  const { facility: id } = useWelcome()
  const page = useShown((shown) => shown.picture.ownFacility)
  const isUnanswered = page?.coming.some((one) => one.expected_at === undefined) ?? false
  const { isAudible, test } = useRing(isUnanswered && may('expect_patients'))
  if (!page || page.facility.retired_at !== undefined)
    return (
      <main className="facility-page" data-testid="facility-page">
        <Refusals />
        <p className="empty">{t(page ? 'facility.retired' : 'facility.loading', { id: id ?? '' })}</p>
      </main>
    )
  const { facility, coming } = page
  return (
    <main className="facility-page" data-testid="facility-page" data-facility={facility.id}>
      <Refusals />
      <h1>{facility.name}</h1>
      <SoundButton isAudible={isAudible} test={test} />
      <ComingList coming={coming} facility={facility.id} />
      {may('change_facilities') && (
        <>
          <StatusPanel facility={facility} />
          <BedsPanel facility={facility} />
        </>
      )}
    </main>
  )
}
