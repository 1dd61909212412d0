import type { Map as GlMap } from 'maplibre-gl'
import type { Freshness } from '../picture/last-fixes'
import type { Unit, UnitKind } from '../wire/message'

type Look = Unit['availability']['state'] | Exclude<Freshness, 'fresh'>

const size = 56
const colours: Readonly<Record<Look, string>> = {
  available: '#1b7f3b',
  conditional: '#b46a00',
  not_available: '#1f5fa8',
  late: '#8b9298',
  old: '#ffffff',
}
const kinds: readonly UnitKind[] = ['ambulance', 'home_care', 'motorcycle']

// The kind is a shape, the availability a sign inside it, an old position an outline with a question mark: none of
// them hangs on colour.
export function addSymbols(map: GlMap): void {
  for (const kind of kinds) {
    for (const look of Object.keys(colours).filter(isLook)) {
      map.addImage(symbolName(kind, look), drawn(kind, look), { pixelRatio: 2 })
    }
  }
}

export function symbolFor(unit: Unit, fresh: Freshness): string {
  return symbolName(unit.kind, fresh === 'fresh' ? unit.availability.state : fresh)
}

const symbolName = (kind: UnitKind, look: Look) => `${kind}-${look}`

function isLook(name: string): name is Look {
  return name in colours
}

function drawn(kind: UnitKind, look: Look): ImageData {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = size
  const context = canvas.getContext('2d')
  if (!context) return new ImageData(size, size)
  context.lineWidth = 4
  context.strokeStyle = look === 'old' ? '#7a3b3b' : '#ffffff'
  context.fillStyle = colours[look]
  if (look === 'old') context.setLineDash([6, 4])
  outline(context, kind)
  context.fill()
  context.stroke()
  context.setLineDash([])
  context.fillStyle = look === 'old' ? '#7a3b3b' : '#ffffff'
  context.font = 'bold 26px sans-serif'
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillText(signs[look], size / 2, kind === 'motorcycle' ? size / 2 + 7 : size / 2 + 1)
  return context.getImageData(0, 0, size, size)
}

const signs: Readonly<Record<Look, string>> = {
  available: '✓',
  conditional: '~',
  not_available: '•',
  late: '…',
  old: '?',
}

function outline(context: CanvasRenderingContext2D, kind: UnitKind): void {
  const [low, high] = [7, size - 7]
  context.beginPath()
  if (kind === 'ambulance') context.rect(low, low, high - low, high - low)
  else if (kind === 'home_care') context.arc(size / 2, size / 2, (high - low) / 2, 0, 2 * Math.PI)
  else {
    context.moveTo(size / 2, low - 2)
    context.lineTo(high + 2, high)
    context.lineTo(low - 2, high)
    context.closePath()
  }
}
