#!/usr/bin/env node
// Turns days of San Francisco's "Fire Department Calls for Service" (public domain, data.sfgov.org) into what
// `siaga simulate` and `siaga replay` read: calls.csv (described in docs/calls-csv.md), a region folder with the units of
// those days, and units.csv with their shifts (docs/replay.md).
//
//   node scripts/convert_sf_calls.mjs FILE.csv --out DIR [--day 2017-01-01] [--days 1]
//
// Node 18 or newer, no packages. The same file and day give the same bytes. Everything is written to a temporary folder
// beside DIR and renamed at the end: on any error DIR stays as it was and the exit code is 1.

import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

const USAGE = 'usage: convert_sf_calls.mjs FILE.csv --out DIR [--day YYYY-MM-DD] [--days N]';

// Calls that are about a patient. In the week at hand an ambulance went to 2,646 of 2,688 "Medical Incident" and to 99 of
// 101 "Traffic Collision". Fires and alarms get an ambulance that stands by and almost never carries anyone; "Other",
// rescues and the like are a mix: left out.
const MEDICAL = new Set(['Medical Incident', 'Traffic Collision']);
const AMBULANCE = new Set(['MEDIC', 'PRIVATE']); // the city's own, and private companies in the same system

// By any of their names: the city has changed some.
const NEEDED = [['Call Number'], ['Unit ID'], ['Call Type'], ['Received DtTm'], ['Priority'], ['Call Type Group'], ['Unit Type'],
  ['Location', 'case_location']];
// Without one of these something is not known, and that is said.
const USEFUL = [
  [['Dispatch DtTm'], 'no recorded dispatch'], [['Response DtTm'], 'no recorded start'],
  [['On Scene DtTm'], 'no recorded arrival'], [['Available DtTm'], 'no recorded end of jobs, and shifts end with the last dispatch'],
  [['Station Area', 'station_area'], 'stations are where units were first sent'], [['Transport DtTm'], 'transports known by hospital times only'],
  [['Hospital DtTm'], 'transports known by transport times only'],
  [['Neighborhood District', 'Neighborhooods - Analysis Boundaries', 'neighborhoods_analysis_boundaries'], 'no neighbourhoods'],
];

// Rounded by hand from their street addresses.
const HOSPITALS = [
  ['RS-ZSFG', 'Zuckerberg San Francisco General Hospital', '37.756', '-122.405', '1001 Potrero Ave'],
  ['RS-UCSF', 'UCSF Medical Center at Parnassus', '37.763', '-122.458', '505 Parnassus Ave'],
  ['RS-SAINT-FRANCIS', 'Saint Francis Memorial Hospital', '37.789', '-122.417', '900 Hyde St'],
];

// "Priority" is the one in force when units were sent (the original is the call-taker's first guess, the final one has no
// E any more). E(cho) = not breathing or in arrest; 3 = lights and siren; 2 = without; a few rows have the letter of the
// medical card instead: D and C were sent like 3, B and A like 2. "Call Type Group" tells the threatening calls from
// the others. Something unknown is treated as an emergency. P4 (planned, home care) does not exist in this file.
function priority(code, group) {
  if (code === 'E') return 'P0';
  const threat = group === 'Potentially Life-Threatening';
  const calm = ['2', '1', 'B', 'A'].includes(code);
  if (calm) return threat ? 'P2' : 'P3';
  return threat ? 'P1' : 'P2';
}

class Refusal extends Error {}
const refuse = (text) => { throw new Refusal(text); };

function readArguments(argv) {
  const args = { file: undefined, out: undefined, day: '2017-01-01', days: '1' };
  for (let i = 0; i < argv.length; i++) {
    const [, name, inline] = /^--(out|days?)(?:=(.*))?$/s.exec(argv[i]) ?? [];
    if (name) args[name] = inline ?? argv[++i] ?? refuse(`--${name} needs a value\n${USAGE}`);
    else if (argv[i] === '--help' || argv[i] === '-h') { console.log(USAGE); process.exit(0); }
    else if (argv[i].startsWith('-')) refuse(`unknown option ${argv[i]}\n${USAGE}`);
    else if (args.file !== undefined) refuse(`one file only, got ${args.file} and ${argv[i]}\n${USAGE}`);
    else args.file = argv[i];
  }
  if (!args.file || !args.out) refuse(USAGE);
  const [, y, m, d] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(args.day) ?? refuse(`--day is not a date like 2017-01-01: ${args.day}`);
  const date = new Date(Date.UTC(+y, +m - 1, +d));
  if (date.toISOString().slice(0, 10) !== args.day) refuse(`--day is not a day of the calendar: ${args.day}`);
  if (!/^[1-9]\d?$/.test(args.days)) refuse(`--days is not a number from 1 to 99: ${args.days}`);
  return { ...args, days: Number(args.days) };
}

// What stands most often in the first line.
function separatorOf(text) {
  const first = text.split(/\r?\n/, 1)[0];
  const count = (c) => first.split(c).length;
  return [',', ';', '\t'].reduce((a, b) => (count(b) > count(a) ? b : a));
}

// RFC 4180: quotes, doubled quotes, separators and line ends inside quotes. Returns [{line, fields}].
function parseCsv(text) {
  const rows = [];
  const separator = separatorOf(text);
  let fields = [], field = '', quoted = false, wasQuoted = false, line = 1, start = 1;
  const endField = () => { fields.push(field); field = ''; wasQuoted = false; };
  const endRow = () => {
    endField();
    if (fields.length > 1 || fields[0] !== '') rows.push({ line: start, fields });
    fields = [];
  };
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === '\n') line++;
    if (quoted) {
      if (c !== '"') field += c;
      else if (text[i + 1] === '"') { field += '"'; i++; }
      else quoted = false;
    } else if (c === '"') {
      if (field !== '' || wasQuoted) refuse(`line ${line}: a quote in the middle of a field; is this a CSV file?`);
      quoted = wasQuoted = true;
    } else if (c === separator) endField();
    else if (c === '\n') { endRow(); start = line; }
    else if (c === '\r' && text[i + 1] === '\n') continue;
    else if (wasQuoted) refuse(`line ${line}: text after a closing quote; is this a CSV file?`);
    else field += c;
  }
  if (quoted) refuse(`line ${start}: a quote is opened and never closed; is the file cut off?`);
  if (field !== '' || fields.length > 0) endRow();
  return rows;
}

function readRows(file) {
  let text;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file)); // drops a byte order mark
  } catch (e) {
    refuse(`cannot read ${file}: ${e.code === 'ERR_ENCODING_INVALID_ENCODED_DATA' ? 'not UTF-8 text' : e.message}`);
  }
  const [header, ...rows] = parseCsv(text);
  if (!header) refuse(`${file} is empty`);
  const names = header.fields.map((n) => n.trim().replace(/\s+/g, ' ')); // the city writes "Neighborhood  District"
  const find = (aliases) => names.findIndex((n) => aliases.includes(n));
  const missing = NEEDED.filter((aliases) => find(aliases) < 0).map(([name]) => `"${name}"`);
  if (missing.length) refuse(`${file} lacks the column${missing.length > 1 ? 's' : ''} ${missing.join(', ')}`);
  const without = USEFUL.filter(([aliases]) => find(aliases) < 0).map(([[name], what]) => `no column "${name}": ${what}`);
  if (without.filter((w) => w.includes('transports')).length === 2) {
    refuse(`${file} has neither "Transport DtTm" nor "Hospital DtTm": nobody can tell who was taken to a hospital`);
  }
  const at = Object.fromEntries([...NEEDED, ...USEFUL.map(([aliases]) => aliases)].map((aliases) => [aliases[0], find(aliases)]));
  const read = rows.map(({ line, fields }) => {
    if (fields.length !== names.length) refuse(`${file} line ${line}: ${fields.length} fields, the header has ${names.length}`);
    return { line, get: (column) => (at[column] < 0 ? '' : fields[at[column]].trim()) };
  });
  return { rows: read, without };
}

// How many hours the city's clocks are behind at this moment: 8, in summer 7.
const cityClock = new Intl.DateTimeFormat('en-US', { timeZone: 'America/Los_Angeles', hour12: false, hour: '2-digit' });
const hoursBehind = new Map(); // by the hour, for it is asked often
function behind(moment) {
  const hour = Math.floor(moment / 3600);
  if (!hoursBehind.has(hour)) {
    const here = Number(cityClock.format(hour * 3600000)) % 24;
    hoursBehind.set(hour, ((hour % 24) - here + 24) % 24);
  }
  return hoursBehind.get(hour);
}

// "01/01/2017 11:57:56 PM" -> every moment at which the city's clocks showed it: one, or two in the night when they are
// set back. None when the cell is empty.
function moments(row, column) {
  const text = row.get(column);
  if (text === '') return [];
  const wrong = (why) => refuse(`line ${row.line}: "${column}" is not a time ${why}: ${text}`);
  const t = /^(\d\d)\/(\d\d)\/(\d{4}) (\d\d):(\d\d):(\d\d) ([AP])M$/.exec(text) ?? wrong('like 01/01/2017 11:57:56 PM');
  const [month, day, year, hour, minute, second] = t.slice(1, 7).map(Number);
  const shown = Date.UTC(year, month - 1, day, (hour % 12) + (t[7] === 'P' ? 12 : 0), minute, second);
  const date = new Date(shown);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || date.getUTCFullYear() !== year) wrong('of the calendar');
  if (hour < 1 || hour > 12 || minute > 59 || second > 59) wrong('of the clock');
  const there = [7, 8].map((hours) => shown / 1000 + hours * 3600).filter((m) => behind(m) * 3600 === m - shown / 1000);
  return there.length > 0 ? there : [shown / 1000 + 8 * 3600]; // skipped when they are set forward: a clock that was not set
}
const dayOf = (moment) => new Date((moment - behind(moment) * 3600) * 1000).toISOString().slice(0, 10);
// "2017-01-01 07:30:00" by the city's clocks.
const shown = (moment) => new Date((moment - behind(moment) * 3600) * 1000).toISOString().slice(0, 19).replace('T', ' ');
const next = (times, from) => earliest(times.filter((t) => t >= from));

// Of two moments the one after `from`, where there is such a one.
function momentAfter(row, column, from) {
  const all = moments(row, column);
  return next(all, from) ?? all.at(-1);
}

// When it was received: of two moments the one from which the next step is nearer.
function receivedAt(rows) {
  const two = moments(rows[0], 'Received DtTm');
  if (two.length < 2) return two[0];
  const steps = rows.flatMap((r) => ['Dispatch DtTm', 'Response DtTm', 'On Scene DtTm'].flatMap((column) => moments(r, column)));
  const wait = (m) => (next(steps, m) ?? Infinity) - m;
  return wait(two[1]) < wait(two[0]) ? two[1] : two[0];
}

// "(37.745858648581, -122.456664252061)" or "POINT (-122.456664252061 37.745858648581)"
function position(row) {
  const text = row.get('Location');
  const number = '(-?\\d+(?:\\.\\d+)?)';
  const pair = new RegExp(`^\\(${number}, *${number}\\)$`).exec(text);
  const point = new RegExp(`^POINT *\\(${number} +${number}\\)$`, 'i').exec(text);
  if (!pair && !point) return undefined;
  const p = pair ? { lat: +pair[1], lon: +pair[2] } : { lat: +point[2], lon: +point[1] };
  return Math.abs(p.lat) <= 90 && Math.abs(p.lon) <= 180 && (p.lat !== 0 || p.lon !== 0) ? p : undefined;
}

const earliest = (times) => times.reduce((a, b) => (b !== undefined && (a === undefined || b < a) ? b : a), undefined);
const byText = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const quote = (v) => (/[",\r\n]/.test(v) ? `"${v.replaceAll('"', '""')}"` : String(v));
const csv = (header, rows) => [header.split(','), ...rows].map((r) => r.map(quote).join(',') + '\n').join('');

// What the ambulance did that took the patient (or else was there first), as columns scene_s, transport_s and handover_s.
// One that never arrived was called off on the way, and where none was sent none was needed: nothing is to do there.
function job(row, from) {
  const [onScene, transport, hospital, available] = ['On Scene DtTm', 'Transport DtTm', 'Hospital DtTm', 'Available DtTm']
    .map((column) => momentAfter(row, column, from));
  const between = (a, b) => (a === undefined || b === undefined || b < a ? '' : b - a);
  if (onScene === undefined && transport === undefined && hospital === undefined) return [0, '', ''];
  if (transport === undefined && hospital === undefined) return [between(onScene, available), '', ''];
  return [between(onScene, transport), between(transport, hospital), between(hospital, available)];
}
const wasTransported = (row) => row.get('Transport DtTm') !== '' || row.get('Hospital DtTm') !== '';

// A unit that had nothing to do for so long was off duty; else its shift is from the full hour before its first job to the
// full hour after its last.
const OFF_DUTY = 9 * 3600;
function shiftsOf(jobs) {
  const shifts = [];
  for (const [from, to] of [...jobs].sort((a, b) => a[0] - b[0])) {
    const last = shifts.at(-1);
    if (last && from - last.to < OFF_DUTY) last.to = Math.max(last.to, to);
    else shifts.push({ from, to });
  }
  return shifts.map(({ from, to }) => ({ from: Math.floor(from / 3600) * 3600, to: (Math.floor(to / 3600) + 1) * 3600 }));
}
// As rows of a day each: from, to, date.
function shiftRows({ from, to }) {
  const rows = [];
  for (let at = from; at < to;) {
    const [date, time] = shown(at).split(' ');
    const midnight = at + 86400 - (Date.parse(`1970-01-01T${time}Z`) / 1000);
    const end = Math.min(to, midnight);
    rows.push([time.slice(0, 5), end === midnight ? '24:00' : shown(end).slice(11, 16), date]);
    at = end;
  }
  return rows;
}

function convert(rows, day, days) {
  // One incident, one entry; its unit rows share the call number.
  const incidents = new Map();
  for (const row of rows) {
    const id = row.get('Call Number');
    if (id === '') refuse(`line ${row.line}: no call number`);
    if (moments(row, 'Received DtTm').length === 0) refuse(`line ${row.line}: no "Received DtTm"`);
    if (!incidents.has(id)) incidents.set(id, { id, first: row, where: position(row), rows: [] });
    incidents.get(id).rows.push(row);
  }
  for (const i of incidents.values()) i.received = receivedAt(i.rows);
  const all = [...incidents.values()].sort((a, b) => a.received - b.received || byText(a.id, b.id));
  if (all.length === 0) refuse('the file has a header and no calls');
  const last = new Date(Date.parse(day) + (days - 1) * 86400000).toISOString().slice(0, 10);
  const today = all.filter((i) => dayOf(i.received) >= day && dayOf(i.received) <= last);
  const medical = today.filter((i) => MEDICAL.has(i.first.get('Call Type')));
  const usable = medical.filter((i) => i.where);
  if (medical.length > 0 && usable.length === 0) {
    refuse(`${medical.length} medical calls on ${day}, and none has a "Location" that can be read; ` +
      `line ${medical[0].first.line} has ${medical[0].first.get('Location') || 'none'}`);
  }
  if (usable.length === 0) {
    refuse(`no medical call on ${day}${days > 1 ? ` and the ${days - 1} days after` : ''}; the file goes from ${dayOf(all[0].received)} to ${dayOf(all.at(-1).received)}`);
  }

  const calls = usable.flatMap((i) => {
    const ambulances = i.rows.filter((r) => AMBULANCE.has(r.get('Unit Type')));
    const after = (column) => { // the first ambulance to reach this step, whichever it was
      const t = earliest(ambulances.map((r) => momentAfter(r, column, i.received)));
      return t === undefined || t < i.received ? '' : t - i.received;
    };
    const transported = i.rows.some(wasTransported);
    const carriers = ambulances.filter(wasTransported);
    const main = carriers[0] ?? [...ambulances].sort((a, b) => (momentAfter(a, 'On Scene DtTm', i.received) ?? Infinity) -
      (momentAfter(b, 'On Scene DtTm', i.received) ?? Infinity))[0];
    const first = [i.received - usable[0].received, i.where.lat.toFixed(5), i.where.lon.toFixed(5),
      priority(i.first.get('Priority'), i.first.get('Call Type Group')), 'ambulance', i.first.get('Call Type'),
      transported ? 'yes' : 'no', after('Dispatch DtTm'), after('Response DtTm'), after('On Scene DtTm'),
      ...(main ? job(main, i.received) : [0, '', ''])];
    // Each further patient needs an ambulance, too; when that should have come nobody has recorded.
    const others = carriers.slice(1).map((r) => [...first.slice(0, 7), '', '', '', ...job(r, i.received)]);
    return [first, ...others];
  });

  // Every ambulance on any call of those days (a fire's too).
  const areas = stationAreas(all);
  const units = new Map();
  for (const i of today) {
    for (const r of i.rows) {
      const id = r.get('Unit ID'), kind = r.get('Unit Type');
      if (!AMBULANCE.has(kind) || !i.where) continue;
      if (!/^[A-Za-z0-9-]{1,20}$/.test(id)) refuse(`line ${r.line}: unit id not of letters and digits: ${id}`);
      const t = momentAfter(r, 'Dispatch DtTm', i.received) ?? i.received;
      const known = units.get(id) ?? { id, kind, t: Infinity, jobs: [], sent: new Map() };
      if (t < known.t) Object.assign(known, { t, where: i.where });
      known.jobs.push([t, momentAfter(r, 'Available DtTm', t) ?? t]);
      const area = i.first.get('Station Area');
      if (areas.has(area)) known.sent.set(area, (known.sent.get(area) ?? 0) + 1);
      units.set(id, known);
    }
  }
  const fleet = [...units.values()].sort((a, b) => byText(a.kind, b.kind) || byText(a.id, b.id));
  // A unit waits in the station in whose area it was most often; else where it was first sent.
  for (const u of fleet) {
    const [most] = [...u.sent].sort((a, b) => b[1] - a[1] || byText(a[0], b[0]));
    u.station = most ? `ST-${most[0]}` : `ST-${u.id}`;
  }
  const stations = new Map(fleet.map((u) => {
    const area = areas.get(u.station.slice(3));
    const own = u.sent.size > 0 ? [`Station ${u.station.slice(3)}`, area] : [`First call of ${u.id}`, u.where];
    return [u.station, [u.station, own[0], '', own[1].lat.toFixed(5), own[1].lon.toFixed(5)]];
  }));
  const named = (u) => [`AMB-${u.id}`, 'ambulance', `${u.kind === 'MEDIC' ? 'Medic' : 'Private'} ${u.id}`, u.station];

  // Neighbourhoods, each at the mean of its calls over the whole file.
  const hoods = new Map();
  for (const i of all) {
    const name = i.first.get('Neighborhood District');
    if (!i.where || name === '' || name === 'None') continue;
    const h = hoods.get(name) ?? { n: 0, lat: 0, lon: 0 };
    hoods.set(name, { n: h.n + 1, lat: h.lat + i.where.lat, lon: h.lon + i.where.lon });
  }
  const code = (name) => `SF-${name.toUpperCase().replace(/[^A-Z0-9]+/g, '-').replace(/^-|-$/g, '')}`;
  const places = [...hoods].sort((a, b) => byText(a[0], b[0]))
    .map(([name, h]) => [code(name), 'kelurahan', name, 'SF', (h.lat / h.n).toFixed(3), (h.lon / h.n).toFixed(3)]);
  const twice = places.find((p, n) => places.some((q, m) => m < n && q[0] === p[0]));
  if (twice) refuse(`two neighbourhoods would get the code ${twice[0]}`);

  const files = {
    'calls.csv': csv('received_s,lat,lon,priority,needs,complaint,transport,recorded_dispatch_s,recorded_enroute_s,recorded_onscene_s,' +
      'scene_s,transport_s,handover_s', calls),
    'units.csv': csv('id,kind,callsign,station,from,to,days',
      fleet.flatMap((u) => shiftsOf(u.jobs).flatMap(shiftRows).map((shift) => [...named(u), ...shift]))),
    'region/region.toml': REGION.replace('UTC_OFFSET', -60 * behind(usable[0].received)),
    'region/places.csv': csv('code,kind,name,parent,lat,lon', [['SF', 'kecamatan', 'San Francisco', '', '37.765', '-122.440'], ...places]),
    'region/facilities.csv': csv('id,kind,name,kecamatan,lat,lon,position,note',
      HOSPITALS.map(([id, name, lat, lon, address]) => [id, 'hospital', name, 'SF', lat, lon, 'approximate', address])),
    'region/stations.csv': csv('id,name,facility,lat,lon', [...stations.values()].sort((a, b) => byText(a[0], b[0]))),
    'region/units.csv': csv('id,kind,callsign,station,crew', fleet.map((u) => [...named(u), 2])),
  };
  return { files, calls: calls.length, units: fleet.length, skipped: medical.length - usable.length,
    begins: shown(usable[0].received) };
}

// Where the city's stations are, roughly: each at the mean of all calls of its area.
function stationAreas(incidents) {
  const areas = new Map();
  for (const i of incidents) {
    const name = i.first.get('Station Area');
    if (!i.where || !/^[A-Za-z0-9]{1,10}$/.test(name)) continue;
    const a = areas.get(name) ?? { n: 0, lat: 0, lon: 0 };
    areas.set(name, { n: a.n + 1, lat: a.lat + i.where.lat, lon: a.lon + i.where.lon });
  }
  return new Map([...areas].map(([name, a]) => [name, { lat: a.lat / a.n, lon: a.lon / a.n }]));
}

const REGION = `# San Francisco, for simulations only. Written by scripts/convert_sf_calls.mjs.

name = "sf"
title = "San Francisco"
prefix = "SF"
utc_offset_minutes = UTC_OFFSET       # as the city's clocks were that day

[map]
lat = 37.765
lon = -122.440
zoom = 12

# Rough guesses, not fitted to the recorded times.
[travel]
road_factor = 1.3                                               # the way by road is this many times the straight line
speed_kmh = { ambulance = 35, motorcycle = 35, home_care = 25 } # mean speed door to door, by kind of unit
turnout_s = { at_base = 60, moving = 10 }                       # seconds until it rolls: at its station / under way
`;

// DIR may be replaced only if there is nothing in it but what this program writes.
function mayReplace(dir, files) {
  if (!statSync(dir).isDirectory()) return false;
  const ours = new Set(Object.keys(files).flatMap((f) => [f, ...(f.includes('/') ? [dirname(f)] : [])]));
  const entries = (d, prefix) => readdirSync(d, { withFileTypes: true })
    .flatMap((e) => [prefix + e.name, ...(e.isDirectory() ? entries(join(d, e.name), `${prefix}${e.name}/`) : [])]);
  return entries(dir, '').every((e) => ours.has(e));
}

function writeFolder(out, files) {
  const dir = resolve(out);
  if (existsSync(dir) && !mayReplace(dir, files)) {
    refuse(`${out} exists and holds something else than an earlier conversion; name another folder`);
  }
  makeParents(dirname(dir));
  const work = mkdtempSync(join(dirname(dir), `.${basename(dir)}-`)); // same file system, so rename is one step
  const fresh = join(work, 'new'), old = join(work, 'old');
  try {
    mkdirSync(fresh);
    mkdirSync(join(fresh, 'region'));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(fresh, name), text);
    if (existsSync(dir)) renameSync(dir, old);
    renameSync(fresh, dir);
  } catch (e) {
    if (existsSync(old)) renameSync(old, dir);
    rmSync(work, { recursive: true, force: true });
    throw e;
  }
  rmSync(work, { recursive: true, force: true });
}

// Not mkdirSync's "recursive": below /proc Node 20 never comes back from it.
function makeParents(dir) {
  if (existsSync(dir)) return;
  makeParents(dirname(dir));
  mkdirSync(dir);
}

try {
  const args = readArguments(process.argv.slice(2));
  const { rows, without } = readRows(args.file);
  const result = convert(rows, args.day, args.days);
  writeFolder(args.out, result.files);
  const skipped = result.skipped ? `, ${result.skipped} without a position left out` : '';
  for (const what of without) console.error(`convert_sf_calls: ${what}`);
  const of = args.days > 1 ? `${args.days} days from ${args.day}` : args.day;
  console.log(`${args.out}: ${result.calls} calls and ${result.units} units of ${of}${skipped}; begins ${result.begins}`);
} catch (e) {
  if (!(e instanceof Refusal) && e.code === undefined) throw e; // a bug: show where
  console.error(`convert_sf_calls: ${e.message}`);
  process.exitCode = 1;
}
