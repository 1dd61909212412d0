import { readTold } from './answer'
import type { Answer, Fix } from './line'

const patience = 10_000
const later: Answer = { kind: 'later' }

export function tokenOf(path: string): string | undefined {
  return /^\/caller\/([\w-]+)\/?$/.exec(path)?.[1]
}

// One exchange over HTTP. On a bad network a request may hang for minutes; a new one fares better.
export async function exchange(token: string, fix: Fix | undefined): Promise<Answer> {
  const control = new AbortController()
  const timer = setTimeout(() => control.abort(), patience)
  try {
    const base = `/caller/${token}`
    const post: RequestInit = {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(fix),
    }
    const address = fix ? `${base}/fix` : `${base}/state`
    const common: RequestInit = { cache: 'no-store', credentials: 'omit', signal: control.signal }
    return await answerOf(await fetch(address, { ...(fix && post), ...common }))
  } catch {
    return later
  } finally {
    clearTimeout(timer)
  }
}

async function answerOf(response: Response): Promise<Answer> {
  if (response.status === 404 || response.status === 410) return { kind: 'over' }
  if (response.status === 400 || response.status === 413) return { kind: 'refused' }
  if (!response.ok) return later
  const told = readTold(await response.json())
  return told ? { kind: 'told', told } : later
}
