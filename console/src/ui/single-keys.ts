import { useSyncExternalStore } from 'react'
import { listen, texts } from './draft'

const key = 'siaga.single_keys'

// Single keys can be turned off on a device: who dictates, or rests a hand on the keyboard, must not send a unit
// (WCAG 2.1.4). Arrows, Enter and Escape stay.
export const singleKeysAreOn = () => texts.read(key) !== 'off'
export const turnSingleKeys = (on: boolean) => texts.write(key, on ? undefined : 'off')
export const useSingleKeys = () => useSyncExternalStore(listen, singleKeysAreOn)
