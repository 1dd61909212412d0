import { Button, Checkbox } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { type Key, useT } from '../i18n/language'
import { Hint } from '../ui/hint'
import { actionKeys, actionKinds } from './operator/incident/actions'
import './keys-page.css'
import { turnSingleKeys, useSingleKeys } from '../ui/single-keys'
import { useKeys } from '../ui/use-keys'

type Row = readonly [keys: string, what: Key]

const moving: readonly Row[] = [
  ['↑ ↓', 'keys.choose'],
  ['Enter', 'keys.send'],
  ['1 – 9', 'keys.digits'],
  ['Z', 'keys.worst'],
  ['Esc', 'keys.back'],
]
const looking: readonly Row[] = [
  ['N', 'call.new'],
  ['V', 'units'],
  ['W', 'plan.title'],
  ['Y', 'cover.title'],
  ['M', 'view.map'],
  ['I', 'view.facilities'],
  ['J', 'keys.close_road'],
  ['B', 'keys.roads'],
  ['?', 'keys.title'],
]
const doing: readonly Row[] = [
  ...actionKinds.map((kind): Row => [actionKeys[kind].toUpperCase(), `action.${kind}`]),
  ['Q', 'keys.stop'],
  ['E', 'keys.stand_down'],
  ['D', 'keys.dismiss'],
  ['F2', 'keys.same'],
]
const typing: readonly Row[] = [
  ['Ctrl Enter', 'call.receive'],
  ['0 – 4', 'triage.priority'],
  ['F8', 'keys.patient'],
]

// All keys of the desk on one page, and the switch for those who do not want them.
export function KeysButton() {
  const t = useT()
  const [isOpen, setOpen] = useState(false)
  useKeys((key, event) => {
    if (key === '?') setOpen(!isOpen)
    else if (key !== 'Escape' || !isOpen) return
    else setOpen(false)
    event.preventDefault()
  })
  return (
    <>
      <button
        type="button"
        className="header-button"
        aria-label={t('keys.title')}
        data-testid="keys-button"
        onClick={() => setOpen(!isOpen)}
      >
        ?
      </button>
      {isOpen && <KeysPage close={() => setOpen(false)} />}
    </>
  )
}

function KeysPage({ close }: { close: () => void }) {
  const t = useT()
  const areOn = useSingleKeys()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog
      ref={dialog}
      className="keys-page"
      data-testid="keys-page"
      aria-label={t('keys.title')}
      onClose={close}
    >
      <h2>{t('keys.title')}</h2>
      <div className="keys-columns">
        <Keys rows={[...moving, ...looking]} />
        <Keys rows={doing} />
        <Keys rows={typing} />
      </div>
      <Checkbox
        label={t('keys.single')}
        data-testid="single-keys"
        checked={areOn}
        onChange={(event) => turnSingleKeys(event.currentTarget.checked)}
      />
      <Button onClick={close} data-testid="keys-close">
        {t('understood')} <Hint keys="Esc" />
      </Button>
    </dialog>
  )
}

function Keys({ rows }: { rows: readonly Row[] }) {
  const t = useT()
  return (
    <dl>
      {rows.map(([keys, what]) => (
        <div key={keys}>
          <dt>
            <Hint keys={keys} />
          </dt>
          <dd>{t(what)}</dd>
        </div>
      ))}
    </dl>
  )
}
