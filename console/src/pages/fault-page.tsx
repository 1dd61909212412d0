import { Component, type ReactNode } from 'react'
import { translate } from '../i18n/language'

interface State {
  readonly fault: string | undefined
}

// A fault of ours must not leave a white page in front of a dispatcher. Drafts and presses are on the device.
export class FaultPage extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { fault: undefined }

  static getDerivedStateFromError(error: unknown): State {
    return { fault: String(error) }
  }

  override render(): ReactNode {
    if (this.state.fault === undefined) return this.props.children
    return (
      <main className="sign-in" role="alert" data-testid="fault-page">
        <h1>Siaga</h1>
        <p>▲ {translate('fault')}</p>
        <small>{this.state.fault}</small>
        <button type="button" className="small-step" onClick={() => location.reload()}>
          {translate('fault.reload')}
        </button>
      </main>
    )
  }
}
