import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import { useT } from '../../../i18n/language'
import type { KeptDraft } from '../../../ui/draft'
import type { Incident } from '../../../wire/message'
import { type PlaceDraft, placeFaults, toPlace } from '../place/place-draft'
import { PinFields, PlaceWords } from '../place/place-fields'
import { PanelForm } from './panel-form'
import type { Wish } from './wish'

interface Props {
  readonly incident: Incident
  readonly place: KeptDraft<PlaceDraft>
  readonly give: (wish: Wish) => boolean
  readonly close: () => void
}

export function LocateForm({ incident, place: [draft, setDraft, clearDraft], give, close }: Props) {
  const t = useT()
  const [isSure, setIsSure] = useState(false)
  const mayBeSure = draft.isKnown && draft.pin !== '' && incident.place.confirmed_by === undefined
  const change = (part: Partial<PlaceDraft>) => setDraft({ ...draft, ...part })
  const send = () => {
    const confirm = mayBeSure && isSure && { confirm: true }
    if (give({ type: 'incident.locate', incident: incident.id, place: toPlace(draft), ...confirm }))
      clearDraft()
  }
  return (
    <PanelForm send={send} close={close} isReady={placeFaults(draft).length === 0}>
      <p className="advice">{t('place.click_map')}</p>
      <PlaceWords draft={draft} change={change} prefix="locate" />
      <PinFields draft={draft} change={change} prefix="locate" />
      {mayBeSure && (
        <Checkbox
          label={t('place.confirm')}
          data-testid="locate-confirm"
          checked={isSure}
          onChange={(event) => setIsSure(event.currentTarget.checked)}
        />
      )}
    </PanelForm>
  )
}
