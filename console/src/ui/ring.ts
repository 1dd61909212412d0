import type { Tone } from '../picture/attention'

const pause = 1400

// Hertz, one after the other. A rising call is a new one; what takes too long falls; urgent is said twice.
const patterns: Readonly<Record<Tone | 'ring', readonly number[]>> = {
  ring: [880, 1175, 880],
  urgent: [660, 990, 1320, 660, 990, 1320],
  late: [880, 590],
  soon: [660, 880],
  calm: [520],
}

// Beeps and shakes until stopped. A browser lets a page sound only after somebody touched it, hence `enable`.
export class Ring {
  private context: AudioContext | undefined
  private timer: ReturnType<typeof setInterval> | undefined

  get isAudible(): boolean {
    return this.context?.state === 'running'
  }

  // Must be called from a touch or a key. False: this device has no sound for us.
  async enable(): Promise<boolean> {
    try {
      this.context ??= new AudioContext()
      await this.context.resume()
    } catch {
      return false
    }
    return this.isAudible
  }

  start(): void {
    if (this.timer !== undefined) return
    this.once()
    this.timer = setInterval(() => this.once(), pause)
  }

  stop(): void {
    clearInterval(this.timer)
    this.timer = undefined
    if ('vibrate' in navigator) navigator.vibrate(0)
  }

  once(pattern: Tone | 'ring' = 'ring'): void {
    if ('vibrate' in navigator) navigator.vibrate([300, 100, 300])
    const context = this.context
    if (context?.state !== 'running') return
    patterns[pattern].forEach((tone, n) => {
      beep(context, tone, context.currentTime + n * 0.22)
    })
  }
}

function beep(context: AudioContext, tone: number, at: number): void {
  const oscillator = context.createOscillator()
  const volume = context.createGain()
  oscillator.type = 'square'
  oscillator.frequency.value = tone
  volume.gain.setValueAtTime(0.0001, at)
  volume.gain.exponentialRampToValueAtTime(0.6, at + 0.02)
  volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.2)
  oscillator.connect(volume).connect(context.destination)
  oscillator.start(at)
  oscillator.stop(at + 0.21)
}
