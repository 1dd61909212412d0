const oldest = 130 * 12

const months: readonly string[] = ['bl', 'bln', 'bulan', 'mo', 'mos', 'mth', 'month', 'months']
const years: readonly string[] = ['', 'th', 'thn', 'tahun', 'y', 'yo', 'yr', 'yrs', 'year', 'years']

// "45", "45 th", "2 tahun", "3 bl", "6 mo", "1 th 6 bl", in months; nothing where it cannot be read.
export function ageMonthsOf(text: string): number | undefined {
  const said = text.trim().toLowerCase().replaceAll('.', ' ')
  if (!/^(\d+\s*[a-z]*\s*){1,2}$/.test(said)) return undefined
  const parts = [...said.matchAll(/(\d+)\s*([a-z]*)/g)]
  let sum = 0
  for (const [index, [, number, unit]] of parts.entries()) {
    const isMonths = months.includes(unit ?? '')
    if (!isMonths && !years.includes(unit ?? '')) return undefined
    // Two of a kind, or months before years, are a slip.
    if (index === 1 && (!isMonths || months.includes(parts[0]?.[2] ?? ''))) return undefined
    sum += Number(number) * (isMonths ? 1 : 12)
  }
  return sum <= oldest ? sum : undefined
}

// As it is typed, so that it comes back into the form.
export function ageTyped(ageMonths: number | undefined): string {
  if (ageMonths === undefined) return ''
  const isYears = ageMonths >= 24 && ageMonths % 12 === 0
  return isYears ? `${ageMonths / 12}` : `${ageMonths} bl`
}
