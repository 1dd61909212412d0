import { Button } from '@mantine/core'
import { useT } from '../i18n/language'
import type { Assignment } from '../wire/message'
import { useUnbinding } from './use-binding'

// For a job that is bound for a facility and has not handed over.
export function UnbindButton({ job }: { job: Assignment }) {
  const t = useT()
  const unbind = useUnbinding(job.id)
  const facility = job.bound_for?.facility
  if (facility === undefined) return null
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      color="red"
      data-testid="unbind"
      data-unit={job.unit}
      onClick={() => unbind(facility)}
    >
      {t('destination.unbind')}
    </Button>
  )
}
