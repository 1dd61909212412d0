import { type Translate, useT } from '../../../i18n/language'
import type { Picture } from '../../../picture/picture'
import { spanText } from '../../../ui/time'
import type { PlannedCall } from '../../../wire/message'

// What people call it aloud.
export function callName(picture: Picture, incident: string): string {
  return picture.incidents.get(incident)?.number ?? incident
}

// What it takes to follow the plan here, what that brings and costs, and what was shown before.
export function PlanWords({ call, picture }: { call: PlannedCall; picture: Picture }) {
  const t = useT()
  const words = takes(call, picture, t)
  const { changed } = call
  return (
    <>
      {words !== '' && (
        <p className="plan-takes" data-testid="plan-takes">
          ⇄ {words}
        </p>
      )}
      {changed && (
        <p className="plan-changed" data-testid="plan-changed" data-was={changed.was} data-why={changed.why}>
          ▲ {changedText(changed, picture, t)}
        </p>
      )}
    </>
  )
}

function takes({ sends, gain_s, taken_off, replaces }: PlannedCall, picture: Picture, t: Translate): string {
  if (!sends || (!taken_off && !replaces)) return ''
  const { unit } = sends
  return [
    taken_off && t('plan.taken_off', { unit, call: callName(picture, taken_off.incident) }),
    replaces && t('plan.replaces', { unit: replaces.unit }),
    gain_s !== undefined && t('plan.gains', { span: spanText(gain_s * 1000, t) }),
    taken_off && costsText(taken_off.costs_s, t),
  ]
    .filter((part) => typeof part === 'string')
    .join(' · ')
}

function costsText(costs: number | undefined, t: Translate): string {
  if (costs === undefined) return t('plan.costs_open')
  return costs > 0 ? t('plan.costs', { span: spanText(costs * 1000, t) }) : t('plan.costs_nothing')
}

function changedText(
  { was, why, value, goes_to }: NonNullable<PlannedCall['changed']>,
  picture: Picture,
  t: Translate,
): string {
  switch (why) {
    case 'sooner':
      return t('plan.changed.sooner', { was, span: spanText((value ?? 0) * 1000, t) })
    case 'not_free':
      return t('plan.changed.not_free', { was })
    case 'goes_elsewhere':
      return t('plan.changed.goes_elsewhere', { was, call: goes_to ? callName(picture, goes_to) : '?' })
    default:
      return why satisfies never
  }
}
