import { Button } from '@mantine/core'
import { useT } from '../../../i18n/language'
import { WarningSign } from '../../../ui/badges'
import { Hint } from '../../../ui/hint'
import type { Doubt } from './use-dispatch'

interface Props {
  readonly doubt: Doubt
  readonly send: (unit: string) => void
  readonly forget: () => void
}

export function DoubtBox({ doubt, send, forget }: Props) {
  const t = useT()
  return (
    <div className="doubt" role="alert" data-testid="doubt" data-why={doubt.why}>
      <WarningSign />
      <span>{t(`doubt.${doubt.why}`, { unit: doubt.unit })}</span>
      <Button size="compact-sm" onClick={() => send(doubt.unit)} data-testid="doubt-send">
        {t('doubt.send')} <Hint keys="Enter" />
      </Button>
      <Button size="compact-sm" variant="default" onClick={forget}>
        {t('no')} <Hint keys="Esc" />
      </Button>
    </div>
  )
}
