// How fast a car drives on a way and whether it may, read from the tags anew: what geo/roads/rules.cpp says,
// written down a second time, so that the other engine can be told the same and each rule can be taken away.

// Kilometres an hour of an ambulance, as ClassSpeeds in geo/roads/vehicle.hpp; a car's are 0.85 of them.
const classSpeeds = {
  motorway: 80,
  trunk: 60,
  primary: 55,
  secondary: 48,
  tertiary: 40,
  unclassified: 32,
  residential: 26,
  living_street: 15,
  service: 15,
  track: 12,
  pedestrian: 8,
  busway: 35,
  path: 10,
  ferry: 12,
}
const ofCar = 0.85
const sameAs = {
  road: 'unclassified',
  bus_guideway: 'busway',
  footway: 'path',
  cycleway: 'path',
  bridleway: 'path',
}
const limits = [
  ['surface', ['sand', 'mud'], 10],
  ['surface', ['dirt', 'earth', 'ground', 'grass', 'grass_paver', 'soil', 'rock'], 18],
  ['surface', ['unpaved', 'gravel', 'fine_gravel', 'pebblestone', 'cobblestone', 'wood'], 28],
  ['surface', ['compacted', 'sett', 'unhewn_cobblestone', 'metal'], 38],
  ['tracktype', ['grade5'], 8],
  ['tracktype', ['grade4'], 12],
  ['tracktype', ['grade3'], 18],
  ['tracktype', ['grade2'], 25],
  ['smoothness', ['horrible', 'very_horrible'], 8],
  ['smoothness', ['very_bad'], 15],
  ['smoothness', ['bad'], 25],
]

export const kindOf = (tags) => {
  if (tags.get('route') === 'ferry') return { road: 'ferry', isLink: false }
  const highway = tags.get('highway') ?? ''
  const isLink = highway.endsWith('_link')
  const name = isLink ? highway.slice(0, -5) : highway
  const road = sameAs[name] ?? name
  return road in classSpeeds && name !== 'ferry' ? { road, isLink } : undefined
}

const accessOf = (tags) =>
  ['motorcar', 'motor_vehicle', 'vehicle', 'access'].map((key) => tags.get(key)).find(Boolean) ?? ''

export const mayDrive = (tags) => {
  const kind = kindOf(tags)
  if (!kind || tags.get('area') === 'yes') return false
  if (tags.get('impassable') === 'yes' || tags.get('smoothness') === 'impassable') return false
  const access = accessOf(tags)
  if (['no', 'agricultural', 'forestry', 'emergency', 'psv', 'bus', 'use_sidepath'].includes(access)) return false
  if (parseFloat(tags.get('maxwidth')) < 2) return false
  if (['reversible', 'alternating'].includes(tags.get('oneway'))) return false
  if (!['path', 'pedestrian', 'busway'].includes(kind.road)) return true
  return ['yes', 'designated', 'permissive', 'official', 'destination'].includes(access)
}

// Where nobody doubts that cars drive: no track, no path, nobody's own.
export const isPublicRoad = (tags) =>
  mayDrive(tags) &&
  !['track', 'pedestrian', 'busway', 'path', 'ferry'].includes(kindOf(tags).road) &&
  ['', 'yes', 'permissive', 'designated'].includes(accessOf(tags))

export const kmhOf = (tags) => {
  const kind = kindOf(tags)
  let kmh = classSpeeds[kind.road] * (kind.isLink ? 0.6 : 1)
  const sign = parseFloat(tags.get('maxspeed')) * (/mph/.test(tags.get('maxspeed')) ? 1.609344 : 1)
  if (sign >= 1) kmh = Math.min(Math.max(sign * 0.9, kmh * 0.4), kmh * 1.6)
  for (const [key, values, limit] of limits) if (values.includes(tags.get(key))) kmh = Math.min(kmh, limit)
  kmh *= ofCar
  const isYard =
    ['driveway', 'parking_aisle', 'drive-through'].includes(tags.get('service')) ||
    ['private', 'customers', 'delivery'].includes(accessOf(tags))
  return isYard ? Math.min(kmh, 10) : kmh
}

// The other engine knows fewer classes; it takes living streets for residential ones and so on.
const itsClasses = [
  'motorway',
  'trunk',
  'primary',
  'secondary',
  'tertiary',
  'unclassified',
  'residential',
  'service',
  'track',
  'cycleway',
  'path',
  'steps',
  'ferry',
]
const neutral = ['paved', 'multilane', 'bridge', 'tunnel', 'footroute', 'bicycleroute']

// A profile of routino in which time alone counts. `fastest`: each way says its own speed, and this is no limit.
export const profile = (fastest) => {
  const speed = (road) =>
    fastest ?? (['cycleway', 'path', 'steps'].includes(road) ? 0 : Math.round(classSpeeds[road] * ofCar))
  return `<?xml version="1.0" encoding="UTF-8"?>
<routino-profiles>
  <profile name="motorcar" transport="motorcar">
    <speeds>${itsClasses.map((road) => `<speed highway="${road}" kph="${speed(road)}"/>`).join('')}</speeds>
    <preferences>${itsClasses
      .map((road) => `<preference highway="${road}" percent="${speed(road) > 0 ? 100 : 0}"/>`)
      .join('')}</preferences>
    <properties>${neutral.map((type) => `<property type="${type}" percent="50"/>`).join('')}</properties>
    <restrictions><oneway obey="1"/><turns obey="1"/>
      <weight limit="0.0"/><height limit="0.0"/><width limit="0.0"/><length limit="0.0"/></restrictions>
  </profile>
</routino-profiles>
`
}
