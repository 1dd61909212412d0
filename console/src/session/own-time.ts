// The device's time as an even run of milliseconds, while its clock on the wall is set.
//
// A clock that is set back is not followed: no time has been lived twice. One that jumps forward may have been set, or
// the device slept, in which the other clock stands still; that looks the same, and sleeping is what devices do. Either
// way the server is to be asked what time it is.
export class OwnTime {
  private between: number
  private ahead: number
  private count = 0

  constructor(
    private readonly wall: () => number,
    private readonly run: () => number,
  ) {
    this.between = wall() - run()
    this.ahead = this.between
  }

  // How often the clock was seen to jump.
  get jumps(): number {
    return this.count
  }

  readonly now = (): number => {
    const run = this.run()
    const between = this.wall() - run
    const jump = between - this.between
    if (Math.abs(jump) > tolerance) {
      this.between = between
      this.count++
      if (jump > 0) this.ahead += jump
    }
    return run + this.ahead
  }
}

// Two readings a moment apart, and the slow corrections that every clock gets.
const tolerance = 500
