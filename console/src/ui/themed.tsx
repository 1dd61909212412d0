import { createTheme, MantineProvider } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTheme } from './theme'

// White words on its buttons are 5.0:1 from this shade on; on the shades before they are less than 4.5.
const theme = createTheme({
  primaryColor: 'blue',
  primaryShade: 8,
  fontFamily: 'system-ui, "DejaVu Sans", sans-serif',
})

export function Themed({ children }: { children: ReactNode }) {
  const scheme = useTheme() === 'night' ? 'dark' : 'light'
  return (
    <MantineProvider theme={theme} forceColorScheme={scheme}>
      {children}
    </MantineProvider>
  )
}
