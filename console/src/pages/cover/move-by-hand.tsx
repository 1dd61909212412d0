import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useT } from '../../i18n/language'
import { movableUnits } from '../../picture/cover'
import { useSession, useShown } from '../../ui/use-session'
import type { Cover } from '../../wire/message'
import { moveTo } from './advice-list'

// Any free unit to any post, advised or not.
export function MoveByHand({ cover }: { cover: Cover }) {
  const t = useT()
  const session = useSession()
  const picture = useShown((shown) => shown.picture)
  const [unit, setUnit] = useState('')
  const [post, setPost] = useState('')
  const units = movableUnits(picture)
  const isWhole = units.some(({ id }) => id === unit) && cover.posts.some(({ id }) => id === post)
  return (
    <form
      className="move-by-hand"
      data-testid="move-by-hand"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isWhole) return
        moveTo(session, unit, post)
        setUnit('')
        setPost('')
      }}
    >
      <NativeSelect
        size="xs"
        aria-label={t('unit')}
        data-testid="move-unit"
        value={unit}
        onChange={(event) => setUnit(event.currentTarget.value)}
        data={[
          { value: '', label: t('unit') },
          ...units.map(({ id, callsign }) => ({ value: id, label: `${id} ${callsign}` })),
        ]}
      />
      <NativeSelect
        size="xs"
        aria-label={t('cover.post')}
        data-testid="move-post"
        value={post}
        onChange={(event) => setPost(event.currentTarget.value)}
        data={[
          { value: '', label: t('cover.post') },
          ...cover.posts.map(({ id, name, units: there }) => ({
            value: id,
            label: `${name} (${there.length})`,
          })),
        ]}
      />
      <Button type="submit" size="compact-sm" variant="default" disabled={!isWhole} data-testid="move-send">
        {t('cover.tell')}
      </Button>
    </form>
  )
}
