import type { Band } from '../picture/cover'

export const bandColours: Readonly<Record<Band, string>> = {
  '8': '#1b7f3b',
  '15': '#8a6d00',
  '30': '#b9470b',
  beyond: '#8f1414',
  nobody: '#3b3b3b',
}
