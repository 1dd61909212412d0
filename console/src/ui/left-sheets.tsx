import { Button } from '@mantine/core'
import { type Key, useT } from '../i18n/language'
import { spanText } from './time'
import { useNow } from './use-session'
import type { LeftSheet, OwnSheet } from './use-sheets'

interface Props<T> {
  readonly sheet: OwnSheet<T>
  readonly title: Key
  readonly textOf: (draft: T) => string
  // After one was taken up.
  readonly taken: () => void
}

// What was typed and is in no window any more: to go on with, or to throw away.
export function LeftSheets<T>({ sheet, title, textOf, taken }: Props<T>) {
  const t = useT()
  const now = useNow()
  if (sheet.left.length === 0) return null
  const take = ({ id }: LeftSheet<T>) => {
    sheet.take(id)
    taken()
  }
  return (
    <section className="left-sheets" data-testid="left-sheets">
      <h3>
        {t(title)} <span className="count">{sheet.left.length}</span>
      </h3>
      {sheet.left.map((one) => (
        <div key={one.id} className="left-sheet" data-testid="left-sheet">
          <span className="left-words">{textOf(one.draft) || '–'}</span>
          <small className="since">{t('ago', { span: spanText(now - one.at, t) })}</small>
          <Button size="compact-sm" variant="default" data-testid="left-take" onClick={() => take(one)}>
            {t('left.take')}
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            color="red"
            data-testid="left-discard"
            onClick={() => sheet.discard(one.id)}
          >
            {t('call.discard')}
          </Button>
        </div>
      ))}
    </section>
  )
}
