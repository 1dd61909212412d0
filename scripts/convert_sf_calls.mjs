#!/usr/bin/env node
// Turns one day of San Francisco's "Fire Department Calls for Service" (public domain, data.sfgov.org) into what
// `siaga simulate` reads: calls.csv (described in docs/calls-csv.md) and a region folder with the units of that day.
//
//   node scripts/convert_sf_calls.mjs FILE.csv --out DIR [--day 2017-01-01]
//
// Node 18 or newer, no packages. The same file and day give the same bytes. Everything is written to a temporary folder
// beside DIR and renamed at the end: on any error DIR stays as it was and the exit code is 1.

import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

const USAGE = 'usage: convert_sf_calls.mjs FILE.csv --out DIR [--day YYYY-MM-DD]';

// Calls that are about a patient. In the week at hand an ambulance went to 2,646 of 2,688 "Medical Incident" and to 99 of
// 101 "Traffic Collision". Fires and alarms get an ambulance that stands by and almost never carries anyone; "Other",
// rescues and the like are a mix: left out.
const MEDICAL = new Set(['Medical Incident', 'Traffic Collision']);
const AMBULANCE = new Set(['MEDIC', 'PRIVATE']); // the city's own, and private companies in the same system

const COLUMNS = ['Call Number', 'Unit ID', 'Call Type', 'Received DtTm', 'Dispatch DtTm', 'Response DtTm', 'On Scene DtTm',
  'Transport DtTm', 'Hospital DtTm', 'Priority', 'Call Type Group', 'Unit Type', 'Neighborhood District', 'Location'];

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
  const args = { file: undefined, out: undefined, day: '2017-01-01' };
  for (let i = 0; i < argv.length; i++) {
    const [, name, inline] = /^--(out|day)(?:=(.*))?$/s.exec(argv[i]) ?? [];
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
  return args;
}

// RFC 4180: quotes, doubled quotes, commas and line ends inside quotes. Returns [{line, fields}].
function parseCsv(text) {
  const rows = [];
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
    } else if (c === ',') endField();
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
  const missing = COLUMNS.filter((c) => !names.includes(c));
  if (missing.length) refuse(`${file} lacks the column${missing.length > 1 ? 's' : ''} ${missing.map((c) => `"${c}"`).join(', ')}`);
  const at = Object.fromEntries(COLUMNS.map((c) => [c, names.indexOf(c)]));
  return rows.map(({ line, fields }) => {
    if (fields.length !== names.length) refuse(`${file} line ${line}: ${fields.length} fields, the header has ${names.length}`);
    return { line, get: (column) => fields[at[column]].trim() };
  });
}

// "01/01/2017 11:57:56 PM", local time -> seconds on a clock without time zones; undefined when empty.
function seconds(row, column) {
  const text = row.get(column);
  if (text === '') return undefined;
  const t = /^(\d\d)\/(\d\d)\/(\d{4}) (\d\d):(\d\d):(\d\d) ([AP])M$/.exec(text);
  if (!t || +t[4] < 1 || +t[4] > 12) refuse(`line ${row.line}: "${column}" is not a time like 01/01/2017 11:57:56 PM: ${text}`);
  return Date.UTC(+t[3], +t[1] - 1, +t[2], (+t[4] % 12) + (t[7] === 'P' ? 12 : 0), +t[5], +t[6]) / 1000;
}
const dayOf = (s) => new Date(s * 1000).toISOString().slice(0, 10);

function position(row) { // "(37.745858648581, -122.456664252061)"
  const t = /^\((-?\d+(?:\.\d+)?), *(-?\d+(?:\.\d+)?)\)$/.exec(row.get('Location'));
  if (!t) return undefined;
  const p = { lat: +t[1], lon: +t[2] };
  return Math.abs(p.lat) <= 90 && Math.abs(p.lon) <= 180 && (p.lat !== 0 || p.lon !== 0) ? p : undefined;
}

const earliest = (times) => times.reduce((a, b) => (b !== undefined && (a === undefined || b < a) ? b : a), undefined);
const byText = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const quote = (v) => (/[",\r\n]/.test(v) ? `"${v.replaceAll('"', '""')}"` : String(v));
const csv = (header, rows) => [header.split(','), ...rows].map((r) => r.map(quote).join(',') + '\n').join('');

function convert(rows, day) {
  // One incident, one entry; its unit rows share the call number.
  const incidents = new Map();
  for (const row of rows) {
    const id = row.get('Call Number');
    if (id === '') refuse(`line ${row.line}: no call number`);
    const received = seconds(row, 'Received DtTm') ?? refuse(`line ${row.line}: no "Received DtTm"`);
    if (!incidents.has(id)) incidents.set(id, { id, received, first: row, where: position(row), rows: [] });
    incidents.get(id).rows.push(row);
  }
  const all = [...incidents.values()].sort((a, b) => a.received - b.received || byText(a.id, b.id));
  if (all.length === 0) refuse('the file has a header and no calls');
  const today = all.filter((i) => dayOf(i.received) === day);
  const medical = today.filter((i) => MEDICAL.has(i.first.get('Call Type')));
  const usable = medical.filter((i) => i.where);
  if (usable.length === 0) {
    refuse(`no medical call on ${day}; the file goes from ${dayOf(all[0].received)} to ${dayOf(all.at(-1).received)}`);
  }

  const calls = usable.map((i) => {
    const ambulances = i.rows.filter((r) => AMBULANCE.has(r.get('Unit Type')));
    const after = (column) => { // the first ambulance to reach this step, whichever it was
      const t = earliest(ambulances.map((r) => seconds(r, column)));
      return t === undefined || t < i.received ? '' : t - i.received;
    };
    const transported = i.rows.some((r) => r.get('Transport DtTm') !== '' || r.get('Hospital DtTm') !== '');
    return [i.received - usable[0].received, i.where.lat.toFixed(5), i.where.lon.toFixed(5),
      priority(i.first.get('Priority'), i.first.get('Call Type Group')), 'ambulance', i.first.get('Call Type'),
      transported ? 'yes' : 'no', after('Dispatch DtTm'), after('Response DtTm'), after('On Scene DtTm')];
  });

  // Every ambulance on any call of the day (a fire's too), with a station where it was first sent.
  const units = new Map();
  for (const i of today) {
    for (const r of i.rows) {
      const id = r.get('Unit ID'), kind = r.get('Unit Type');
      if (!AMBULANCE.has(kind) || !i.where) continue;
      if (!/^[A-Za-z0-9-]{1,20}$/.test(id)) refuse(`line ${r.line}: unit id not of letters and digits: ${id}`);
      const t = seconds(r, 'Dispatch DtTm') ?? i.received;
      const known = units.get(id);
      if (!known || t < known.t) units.set(id, { id, kind, t, where: i.where });
    }
  }
  const fleet = [...units.values()].sort((a, b) => byText(a.kind, b.kind) || byText(a.id, b.id));

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
    'calls.csv': csv('received_s,lat,lon,priority,needs,complaint,transport,recorded_dispatch_s,recorded_enroute_s,recorded_onscene_s', calls),
    'region/region.toml': REGION,
    'region/places.csv': csv('code,kind,name,parent,lat,lon', [['SF', 'kecamatan', 'San Francisco', '', '37.765', '-122.440'], ...places]),
    'region/facilities.csv': csv('id,kind,name,kecamatan,lat,lon,position,note',
      HOSPITALS.map(([id, name, lat, lon, address]) => [id, 'hospital', name, 'SF', lat, lon, 'approximate', address])),
    'region/stations.csv': csv('id,name,facility,lat,lon',
      fleet.map((u) => [`ST-${u.id}`, `First call of ${u.id}`, '', u.where.lat.toFixed(5), u.where.lon.toFixed(5)])),
    'region/units.csv': csv('id,kind,callsign,station,crew',
      fleet.map((u) => [`AMB-${u.id}`, 'ambulance', `${u.kind === 'MEDIC' ? 'Medic' : 'Private'} ${u.id}`, `ST-${u.id}`, 2])),
  };
  return { files, calls: calls.length, units: fleet.length, skipped: medical.length - usable.length };
}

const REGION = `# San Francisco, for simulations only. Written by scripts/convert_sf_calls.mjs.

name = "sf"
title = "San Francisco"
prefix = "SF"
utc_offset_minutes = -480       # PST; the calls are from winter

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
  const result = convert(readRows(args.file), args.day);
  writeFolder(args.out, result.files);
  const skipped = result.skipped ? `, ${result.skipped} without a position left out` : '';
  console.log(`${args.out}: ${result.calls} calls and ${result.units} units of ${args.day}${skipped}`);
} catch (e) {
  if (!(e instanceof Refusal) && e.code === undefined) throw e; // a bug: show where
  console.error(`convert_sf_calls: ${e.message}`);
  process.exitCode = 1;
}
