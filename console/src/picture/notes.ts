import type { Incident, Note } from '../wire/message'

// Oldest first: those that came when somebody asked for all, and what was added since.
export function notesOf(incident: Incident, all: readonly Note[] = []): readonly Note[] {
  const latest = new Set(incident.notes.map(nameOf))
  return [...all.filter((note) => !latest.has(nameOf(note))), ...incident.notes]
}

// How many are not known here.
export function notesMissing(incident: Incident, all: readonly Note[] = []): number {
  const total = (incident.earlier_notes ?? 0) + incident.notes.length
  return Math.max(0, total - notesOf(incident, all).length)
}

export function nameOf(note: Note): string {
  return `${note.at} ${note.by} ${note.text}`
}
