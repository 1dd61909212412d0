import i18next from 'i18next'
import { useSyncExternalStore } from 'react'
import en from './en.json'
import id from './id.json'

export type Language = 'id' | 'en'
export type Key = keyof typeof id
export type Values = Readonly<Record<string, string | number>>
export type Translate = (key: Key, values?: Values) => string

const name = 'siaga.language'

// As chosen here before, else as the browser speaks.
export function startLanguage(kept: Language | undefined): void {
  void i18next.init({
    lng: kept ?? (navigator.language.startsWith('en') ? 'en' : 'id'),
    fallbackLng: 'id',
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    resources: { id: { translation: id }, en: { translation: en } },
    initAsync: false,
  })
  document.documentElement.lang = i18next.language
}

export function keptLanguage(): Language | undefined {
  const kept = localStorage.getItem(name)
  return kept === 'en' || kept === 'id' ? kept : undefined
}

export function speak(language: Language): void {
  localStorage.setItem(name, language)
  document.documentElement.lang = language
  void i18next.changeLanguage(language)
}

export const translate: Translate = (key, values) => i18next.t(key, { ...values })

export function currentLanguage(): Language {
  return i18next.language === 'en' ? 'en' : 'id'
}

export function useLanguage(): Language {
  return useSyncExternalStore(onChange, currentLanguage)
}

// Makes the asking component follow the language.
export function useT(): Translate {
  useLanguage()
  return translate
}

function onChange(listener: () => void): () => void {
  i18next.on('languageChanged', listener)
  return () => i18next.off('languageChanged', listener)
}
