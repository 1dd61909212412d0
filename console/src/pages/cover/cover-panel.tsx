import { Button, NativeSelect } from '@mantine/core'
import { useLanguage, useT } from '../../i18n/language'
import { Hint } from '../../ui/hint'
import { spanText } from '../../ui/time'
import { useMay, useNow, useShown } from '../../ui/use-session'
import type { Cover } from '../../wire/message'
import { AdviceList } from './advice-list'
import { MoveByHand } from './move-by-hand'
import { MovedList } from './moved-list'
import './cover.css'

const coverIsOld = 60_000

interface Props {
  readonly without: string | undefined
  readonly ask: (unit: string | undefined) => void
}

export function CoverButton({ isOpen, toggle, hint }: { isOpen: boolean; toggle: () => void; hint: string }) {
  const t = useT()
  const cover = useShown((shown) => shown.picture.cover)
  if (!cover) return null
  return (
    <Button
      size="compact-sm"
      variant={isOpen ? 'filled' : 'default'}
      data-testid="cover-button"
      onClick={toggle}
    >
      {t('cover')}: {cover.advice.length} <Hint keys={hint} />
    </Button>
  )
}

// How people are covered, and where ambulances had better wait.
export function CoverPanel({ without, ask }: Props) {
  const t = useT()
  const now = useNow()
  const may = useMay()
  const cover = useShown((shown) => shown.picture.cover)
  const age = cover ? now - cover.at : 0
  return (
    <section className="cover panel" data-testid="cover">
      <h2>
        {t('cover.title')}{' '}
        {cover && (
          <small data-testid="cover-age" data-old={age > coverIsOld}>
            {t(age > coverIsOld ? 'suggestion.old' : 'suggestion.age', { age: spanText(age, t) })}
          </small>
        )}
      </h2>
      {!cover && <p className="empty">{t('cover.none_yet')}</p>}
      {cover && (
        <div data-stale={age > coverIsOld}>
          <Basis cover={cover} />
          <AdviceList cover={cover} />
          <MovedList />
          {may('send_units') && cover.posts.length > 0 && <MoveByHand cover={cover} />}
          <NativeSelect
            size="xs"
            label={t('cover.map_shows')}
            data-testid="cover-without"
            value={without ?? ''}
            onChange={(event) => ask(event.currentTarget.value || undefined)}
            data={[
              { value: '', label: t('cover.now') },
              ...cover.prices.map(({ unit }) => ({ value: unit, label: t('cover.if_goes', { unit }) })),
            ]}
          />
        </div>
      )}
      <p className="keys">{t(may('send_units') ? 'cover.keys' : 'cover.keys_looking')}</p>
    </section>
  )
}

// What it rests on.
function Basis({ cover }: { cover: Cover }) {
  const t = useT()
  const language = useLanguage()
  const percent = (share: number) =>
    new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(share)
  return (
    <p className="cover-basis" data-testid="cover-basis" data-weighed={cover.weighed_by}>
      {cover.covered !== undefined && (
        <strong>{t('cover.covered', { share: percent(cover.covered) })}</strong>
      )}{' '}
      {t(`cover.weighed.${cover.weighed_by}`)}
      {cover.people_unknown > 0 && ` (${t('cover.people_unknown', { n: cover.people_unknown })})`} ·{' '}
      {t(cover.busy_measured ? 'cover.busy_measured' : 'cover.busy_assumed', { share: percent(cover.busy) })}
      {cover.left_out > 0 && ` · ▲ ${t('cover.left_out', { n: cover.left_out })}`}
    </p>
  )
}
