import { useT } from '../i18n/language'
import { useWelcome } from '../ui/use-session'

// Signed in, and with no right that this screen serves. The way to sign out stands above.
export function NothingHere() {
  const t = useT()
  const { name, role } = useWelcome()
  return (
    <main className="sign-in" data-testid="nothing-here">
      <h1>{t('nothing_here')}</h1>
      <p>{t('nothing_here.who', { name, role: t(`role.${role}`) })}</p>
      <p>{t('nothing_here.what_now')}</p>
    </main>
  )
}
