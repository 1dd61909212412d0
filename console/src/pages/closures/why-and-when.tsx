import { TextInput } from '@mantine/core'
import type { RefObject } from 'react'
import { type Translate, useT } from '../../i18n/language'
import { fromWallClock, toWallClock, zoneText } from '../../ui/time'
import { useWelcome } from '../../ui/use-session'
import { type Choice, Choices } from './choices'
import type { ClosureDraft, Stroke } from './drawing'
import { quickUntil, quickUntils } from './until'
import { UntilText } from './until-text'

const usual = ['ceremony', 'flood', 'landslide', 'accident', 'works'] as const

type Put = (stroke: Stroke) => void

export function reasonChoices(t: Translate, put: Put): readonly Choice[] {
  return usual.map((name, n) => {
    const text = t(`closure.reason.${name}`)
    return { name, text, keys: String(n + 1), take: () => put({ kind: 'reason', reason: text }) }
  })
}

export function untilChoices(t: Translate, now: number, offset: number, put: Put): readonly Choice[] {
  return quickUntils.map((name, n) => {
    const at = quickUntil(name, now, offset)
    const keys = String(usual.length + n + 1)
    const take = at === undefined ? undefined : () => put({ kind: 'until', until: toWallClock(at, offset) })
    return { name, text: t(`closure.until.${name}`), keys, take }
  })
}

interface Props {
  readonly draft: ClosureDraft
  readonly put: Put
  readonly reasons: readonly Choice[]
  readonly untils: readonly Choice[]
  readonly reason: RefObject<HTMLInputElement | null>
  readonly until: RefObject<HTMLInputElement | null>
}

// Why a road is closed, and until when: one press for what is usual, a field for all else.
export function WhyAndWhen({ draft, put, reasons, untils, reason, until }: Props) {
  const t = useT()
  const offset = useWelcome().region.utc_offset_minutes
  return (
    <>
      <Choices
        label={t('reason')}
        choices={reasons}
        chosen={reasons.find(({ text }) => text === draft.reason)?.name}
      />
      <TextInput
        ref={reason}
        size="xs"
        aria-label={t('reason')}
        placeholder={t('closure.reason_hint')}
        maxLength={500}
        data-testid="closure-reason"
        value={draft.reason}
        onChange={(event) => put({ kind: 'reason', reason: event.currentTarget.value })}
      />
      <Choices label={t('closure.until')} choices={untils} />
      <div className="until">
        <TextInput
          ref={until}
          type="datetime-local"
          size="xs"
          aria-label={`${t('closure.until')} (${zoneText(offset)})`}
          data-testid="closure-until"
          value={draft.until}
          onChange={(event) => put({ kind: 'until', until: event.currentTarget.value })}
        />
        <UntilText until={fromWallClock(draft.until, offset)} />
      </div>
    </>
  )
}
