import { useT } from '../i18n/language'
import { Icon } from './icon'

// Whether this device may ring; a touch lets it, and lets it be heard.
export function SoundButton({ isAudible, test }: { isAudible: boolean; test: () => void }) {
  const t = useT()
  return (
    <button type="button" className="sound" data-testid="sound" data-audible={isAudible} onClick={test}>
      <Icon name={isAudible ? 'sound' : 'silent'} /> {t(isAudible ? 'sound.test' : 'sound.off')}
    </button>
  )
}
