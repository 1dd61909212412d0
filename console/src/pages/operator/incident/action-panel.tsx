import { useT } from '../../../i18n/language'
import { newId } from '../../../session/ids'
import type { KeptDraft } from '../../../ui/draft'
import { useSession } from '../../../ui/use-session'
import type { Incident } from '../../../wire/message'
import type { PlaceDraft } from '../place/place-draft'
import { UnitPicker } from '../sending/unit-picker'
import type { ActionKind } from './actions'
import { AssignmentForm } from './assignment-form'
import { EndForm } from './end-form'
import { LinkPanel } from './link-panel'
import { LocateForm } from './locate-form'
import { NoteForm } from './note-form'
import { TriageForm } from './triage-form'
import type { Wish } from './wish'

// Proposals are taken where they stand, on the card.
export type PanelKind = Exclude<ActionKind, 'accept'>

interface Props {
  readonly incident: Incident
  readonly kind: PanelKind
  readonly place: KeptDraft<PlaceDraft>
  readonly close: () => void
  readonly byHand: (unit: string) => void
}

export function ActionPanel({ incident, kind, place, close, byHand }: Props) {
  const t = useT()
  const session = useSession()
  const give = (wish: Wish) => {
    const isTaken = session.give({ ...wish, id: newId(), at: session.now() })
    if (isTaken) close()
    return isTaken
  }
  return (
    <section className="panel" data-testid={`panel-${kind}`}>
      <h3>
        {t(`action.${kind}`)} · {incident.number}
      </h3>
      <Form incident={incident} kind={kind} place={place} give={give} close={close} byHand={byHand} />
    </section>
  )
}

function Form(props: Props & { give: (wish: Wish) => boolean }) {
  const { kind, incident, give, close } = props
  switch (kind) {
    case 'locate':
      return <LocateForm incident={incident} place={props.place} give={give} close={close} />
    case 'link':
      return <LinkPanel incident={incident} close={close} />
    case 'triage':
      return <TriageForm incident={incident} give={give} close={close} />
    case 'note':
      return <NoteForm incident={incident} give={give} close={close} />
    case 'cancel':
    case 'hoax':
    case 'referred':
    case 'merge':
    case 'reopen':
      return <EndForm key={kind} incident={incident} kind={kind} give={give} close={close} />
    case 'stand_down':
    case 'reassign':
    case 'press':
      return <AssignmentForm key={kind} incident={incident} kind={kind} give={give} close={close} />
    case 'unit':
      return <UnitPicker pick={props.byHand} close={close} />
    default:
      return kind satisfies never
  }
}
