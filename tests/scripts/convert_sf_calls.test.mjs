// Recorded calls of a city as siaga simulate reads them: times by the city's clocks, and clear refusals.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'

const script = new URL('../../scripts/convert_sf_calls.mjs', import.meta.url).pathname
const columns = [
  'Call Number', 'Unit ID', 'Call Type', 'Received DtTm', 'Dispatch DtTm', 'Response DtTm', 'On Scene DtTm', 'Transport DtTm',
  'Hospital DtTm', 'Available DtTm', 'Station Area', 'Priority', 'Call Type Group', 'Unit Type', 'Neighborhood  District', 'Location',
]
const usual = {
  'Call Number': '1', 'Unit ID': '61', 'Call Type': 'Medical Incident', 'Received DtTm': '01/01/2017 01:00:00 PM', Priority: '3',
  'Call Type Group': 'Potentially Life-Threatening', 'Unit Type': 'MEDIC', 'Neighborhood  District': 'Mission',
  Location: '(37.7458, -122.4566)',
}

function convert(rows, { day = '2017-01-01', days = '1', named = (name) => name, separator = ',' } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'siaga-convert-'))
  try {
    const quoted = (cell) => `"${cell ?? ''}"`
    const lines = [columns.map(named), ...rows.map((row) => columns.map((name) => ({ ...usual, ...row })[name]).map(quoted))]
    writeFileSync(join(folder, 'city.csv'), lines.map((line) => line.join(separator)).join('\n'))
    const run = spawnSync(process.execPath, [script, join(folder, 'city.csv'), '--out', join(folder, 'out'), '--day', day, '--days', days])
    const text = (name) => readFileSync(join(folder, 'out', name), 'utf8')
    if (run.status !== 0) return { fault: String(run.stderr) }
    const calls = text('calls.csv').trim().split('\n').slice(1).map((line) => line.split(','))
    const units = text('units.csv').trim().split('\n').slice(1)
    return { calls, units, region: text('region/region.toml'), places: text('region/places.csv'),
      stations: text('region/stations.csv'), said: String(run.stderr), told: String(run.stdout) }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

test('in the night when clocks are set forward an hour is not counted that was none', () => {
  const { calls } = convert(
    [{ 'Received DtTm': '03/12/2017 01:59:30 AM', 'Dispatch DtTm': '03/12/2017 03:00:30 AM' }], { day: '2017-03-12' })
  assert.equal(calls[0][7], '60')
})

test('in the night when clocks are set back an hour that is there twice is told by what follows', () => {
  const { calls, region } = convert([
    { 'Received DtTm': '11/05/2017 01:59:50 AM', 'Dispatch DtTm': '11/05/2017 01:00:20 AM' },
    { 'Call Number': '2', 'Received DtTm': '11/05/2017 01:50:00 AM', 'Dispatch DtTm': '11/05/2017 02:05:00 AM' },
  ], { day: '2017-11-05' })
  assert.deepEqual(calls.map((call) => call[7]), ['30', '900'])
  assert.match(region, /utc_offset_minutes = -420/)
})

test('a step before the call was received is not recorded', () => {
  assert.equal(convert([{ 'Dispatch DtTm': '01/01/2017 12:59:59 PM' }]).calls[0][7], '')
})

test('a day or an hour that is in no calendar is refused with its line', () => {
  for (const time of ['02/29/2019 01:00:00 AM', '13/45/2019 01:00:00 AM', '04/31/2019 01:00:00 AM', '01/01/2017 01:61:00 AM',
    '01/01/2017 13:00:00 PM', '2017-01-01 13:00'])
    assert.match(convert([{ 'Received DtTm': time }]).fault, /line 2: "Received DtTm" is not a time/)
  assert.match(convert([{ 'On Scene DtTm': '02/29/2019 01:00:00 AM' }]).fault, /line 2: "On Scene DtTm" is not a time/)
})

test('a position may be written as a point, and one that cannot be read is said', () => {
  assert.deepEqual(convert([{ Location: 'POINT (-122.4566 37.7458)' }]).calls[0].slice(1, 3), ['37.74580', '-122.45660'])
  assert.match(convert([{ Location: 'Market St' }]).fault, /1 medical calls on 2017-01-01, and none has a "Location".*line 2 has Market St/)
})

test('a column that is only good to have may be missing, and that is said; one that decides is refused', () => {
  const without = (name) => ({ named: (one) => (one === name ? 'Renamed' : one) })
  const { calls, said } = convert([{}], without('Neighborhood  District'))
  assert.equal(calls.length, 1)
  assert.match(said, /no column "Neighborhood District": no neighbourhoods/)
  assert.match(convert([{}], without('On Scene DtTm')).said, /no recorded arrival/)
  assert.match(convert([{}], without('Priority')).fault, /lacks the column "Priority"/)
  const neither = { named: (one) => (/Transport|Hospital/.test(one) ? `${one} (old)` : one) }
  assert.match(convert([{}], neither).fault, /neither "Transport DtTm" nor "Hospital DtTm"/)
})

test('a file that a spreadsheet saved with semicolons is read', () => {
  assert.equal(convert([{}], { separator: ';' }).calls.length, 1)
})

const taken = { 'Dispatch DtTm': '01/01/2017 01:01:00 PM', 'On Scene DtTm': '01/01/2017 01:10:00 PM',
  'Transport DtTm': '01/01/2017 01:25:00 PM', 'Hospital DtTm': '01/01/2017 01:35:00 PM',
  'Available DtTm': '01/01/2017 02:05:00 PM' }

test('what the ambulance did that took the patient is recorded, and each further patient is a row', () => {
  const first = { ...taken, 'Transport DtTm': '', 'Hospital DtTm': '', 'On Scene DtTm': '01/01/2017 01:05:00 PM' }
  const { calls } = convert([{ 'Unit ID': '60', ...first }, { 'Unit ID': '61', ...taken }, { 'Unit ID': '62', ...taken }])
  assert.deepEqual(calls.map((call) => call.slice(9)), [['300', '900', '600', '1800'], ['', '900', '600', '1800']])
})

test('where nobody is taken the job ends at the scene, and where nobody arrives there is nothing to do', () => {
  const stays = { ...taken, 'Transport DtTm': '', 'Hospital DtTm': '' }
  assert.deepEqual(convert([stays]).calls[0].slice(10), ['3300', '', ''])
  assert.deepEqual(convert([{ ...stays, 'On Scene DtTm': '' }]).calls[0].slice(10), ['0', '', ''])
})

test('a shift is from the hour before the first job to the hour after the last, day by day', () => {
  const late = { 'Call Number': '2', 'Received DtTm': '01/01/2017 11:00:00 PM', 'Dispatch DtTm': '01/01/2017 11:20:00 PM',
    'Available DtTm': '01/02/2017 12:40:00 AM' }
  const next = { 'Call Number': '3', 'Received DtTm': '01/02/2017 01:00:00 PM', 'Dispatch DtTm': '01/02/2017 01:20:00 PM',
    'Available DtTm': '01/02/2017 01:30:00 PM' }
  const { units, told } = convert([{ ...taken, 'Available DtTm': '01/01/2017 03:10:00 PM' }, late, next], { days: '2' })
  assert.deepEqual(units.map((unit) => unit.split(',').slice(4).join(' ')),
    ['13:00 24:00 2017-01-01', '00:00 01:00 2017-01-02', '13:00 14:00 2017-01-02'])
  assert.match(told, /3 calls and 1 units of 2 days from 2017-01-01; begins 2017-01-01 13:00:00/)
})

test('a unit waits in the station in whose area it was most often', () => {
  const inArea = (number, area, location) => ({ 'Call Number': number, 'Station Area': area, Location: location })
  const { stations } = convert([inArea('1', '36', '(37.77, -122.42)'), inArea('2', '07', '(37.75, -122.40)'),
    inArea('3', '07', '(37.76, -122.41)')])
  assert.equal(stations, 'id,name,facility,lat,lon\nST-07,Station 07,,37.75500,-122.40500\n')
})

test('a number of days that is none is refused', () => {
  assert.match(convert([{}], { days: 'all' }).fault, /--days is not a number from 1 to 99: all/)
})
