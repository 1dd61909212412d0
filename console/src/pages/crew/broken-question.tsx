import { useT } from '../../i18n/language'
import { newId } from '../../session/ids'
import { useDraft } from '../../ui/draft'
import { useSession } from '../../ui/use-session'

const notBroken = { reason: '' }

export const useBroken = (unit: string) => useDraft(`crew.broken.${unit}`, notBroken)

// A vehicle that was too broken for this job would be proposed for the next one.
export function BrokenQuestion({ unit }: { unit: string }) {
  const t = useT()
  const session = useSession()
  const [{ reason }, , clear] = useBroken(unit)
  if (reason === '') return null
  const takeOut = () => {
    const command = { id: newId(), at: session.now(), unit, state: 'out_of_service', reason } as const
    if (session.give({ type: 'unit.duty', ...command })) clear()
  }
  return (
    <section className="duty" role="alert" data-testid="broken-question">
      <p>{t('crew.broken', { unit, reason })}</p>
      <div className="small-steps">
        <button type="button" className="small-step" data-testid="broken-yes" onClick={takeOut}>
          {t('duty.go_out')}
        </button>
        <button type="button" className="small-step" data-testid="broken-no" onClick={clear}>
          {t('crew.broken.no')}
        </button>
      </div>
    </section>
  )
}
