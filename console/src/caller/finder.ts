import type { Fix } from './line'

export type Finding = 'off' | 'searching' | 'found' | 'unavailable' | 'denied' | 'insecure' | 'unsupported'

export interface Surroundings {
  readonly geolocation: Geolocation | undefined
  readonly isSecure: boolean
  readonly every: (milliseconds: number, action: () => void) => () => void
  readonly now: () => number
}

const options: PositionOptions = { enableHighAccuracy: true, maximumAge: 0, timeout: 20_000 }
// A phone that lies still may keep quiet; the desk should not think that it is gone.
const silence = 20_000

// Where the phone is, from the moment its owner agrees until they stop.
export class Finder {
  finding: Finding = 'off'
  private watch: number | undefined
  private lastNews = 0
  private stopAsking = () => {}

  constructor(
    private readonly surroundings: Surroundings,
    private readonly found: (fix: Fix) => void,
    private readonly changed: () => void,
  ) {
    if (!surroundings.isSecure) this.finding = 'insecure'
    else if (!surroundings.geolocation) this.finding = 'unsupported'
  }

  get isOn(): boolean {
    return this.watch !== undefined
  }

  start(): void {
    const { geolocation, now, every } = this.surroundings
    if (!geolocation || this.finding === 'insecure' || this.isOn) return
    this.finding = 'searching'
    this.lastNews = now()
    this.watch = geolocation.watchPosition(this.take, this.fail, options)
    this.stopAsking = every(silence / 4, () => {
      if (now() - this.lastNews < silence) return
      this.lastNews = now()
      geolocation.getCurrentPosition(this.take, this.fail, options)
    })
    this.changed()
  }

  stop(): void {
    this.end('off')
  }

  private readonly take = ({ coords, timestamp }: GeolocationPosition) => {
    if (!this.isOn) return
    this.finding = 'found'
    this.lastNews = this.surroundings.now()
    this.found({
      lat: coords.latitude,
      lon: coords.longitude,
      accuracy_m: coords.accuracy,
      at: Math.round(timestamp),
    })
    this.changed()
  }

  private readonly fail = (error: GeolocationPositionError) => {
    if (!this.isOn) return
    if (error.code === error.PERMISSION_DENIED) {
      this.end('denied')
      return
    }
    // The watch goes on; a fix may still come.
    this.finding = 'unavailable'
    this.changed()
  }

  private end(finding: Finding): void {
    this.stopAsking()
    if (this.watch !== undefined) this.surroundings.geolocation?.clearWatch(this.watch)
    this.watch = undefined
    if (this.finding !== 'insecure' && this.finding !== 'unsupported') this.finding = finding
    this.changed()
  }
}
