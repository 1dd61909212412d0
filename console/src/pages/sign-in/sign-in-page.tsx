import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useT } from '../../i18n/language'
import { LanguageSwitch } from '../../ui/language-switch'
import { refusalText } from '../../ui/refusal-text'
import type { Refused } from '../../wire/message'

interface Props {
  readonly refused: Refused | undefined
  readonly signIn: (token: string) => void
}

export function SignInPage({ refused, signIn }: Props) {
  const t = useT()
  const [token, setToken] = useState('')
  return (
    <main className="sign-in">
      <form
        className="form"
        data-testid="sign-in"
        onSubmit={(event) => {
          event.preventDefault()
          if (token.trim() !== '') signIn(token.trim())
        }}
      >
        <div className="sign-in-head">
          <h1>Siaga</h1>
          <LanguageSwitch />
        </div>
        <p>{t('sign_in.hint')}</p>
        {refused && (
          <p className="fault" role="alert" data-testid="sign-in-refused">
            ▲ {refusalText(refused, t)}
          </p>
        )}
        <Textarea
          autoFocus
          autosize
          minRows={2}
          label={t('sign_in.token')}
          data-testid="token"
          value={token}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setToken(event.currentTarget.value)}
        />
        <Button type="submit" size="lg" disabled={token.trim() === ''} data-testid="sign-in-send">
          {t('sign_in')}
        </Button>
      </form>
    </main>
  )
}
