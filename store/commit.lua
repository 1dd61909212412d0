-- Appends events if every entity they touch, or rest on, is still as it was; all of it or nothing. No rule of
-- dispatching is here.
-- KEYS  1 log  2 answer  3 the latest answers of a device and whose it is (or 2 again)  4 numbers  5.. the live entities, a set a kind  11.. the entities that change, then those that are only looked at, and last, if ARGV 7 says something: the calls of a telephone number
-- ARGV  1 command id  2 digest of its body  3 seconds to keep the answer  4 events (JSON)
--       5 not before (ms since 1970, or '')  6 counter (or '')
--       7 a call to be remembered (JSON, or '')  8 seconds to remember it  9 how many are remembered
--       10 how many entities change  11 the format of all this JSON  12 how many of the latest answers are kept
--       then for each of them: expected version, new version, JSON, open assignment, index of its set in KEYS, live (1|0)
--       then for each that is only looked at: expected version
local known = redis.call('HMGET', KEYS[2], 'id', 'digest', 'n')
if known[1] ~= ARGV[1] and ARGV[12] ~= '0' then  -- another tablet may have the same id
  for _, answer in ipairs(redis.call('LRANGE', KEYS[3], 0, -1)) do
    local n, id, digest = string.match(answer, '^(%d+) (%S+) (.*)$')
    if id == ARGV[1] then known = {id, digest, n} end
  end
end
if known[1] == ARGV[1] then
  if known[2] ~= ARGV[2] then return {'other_body', 0} end
  return {'repeated', tonumber(known[3])}
end

local n = 0
local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)
if last[1] then
  n = tonumber(string.match(last[1][1], '^%d+'))
elseif redis.call('EXISTS', KEYS[1]) == 1 then  -- every entry was taken away: the stream still knows where it was
  local about = redis.call('XINFO', 'STREAM', KEYS[1])
  for i = 1, #about, 2 do
    if about[i] == 'last-generated-id' then n = tonumber(string.match(about[i + 1], '^%d+')) end
  end
end

if ARGV[5] ~= '' then
  local time = redis.call('TIME')
  if time[1] * 1000 + math.floor(time[2] / 1000) < tonumber(ARGV[5]) then return {'too_early', n} end
end

local first_key, first, width = 11, 13, 6
local last_entity = first_key + ARGV[10] - 1
local first_looked_at = first + ARGV[10] * width
local last_looked_at = #KEYS
if ARGV[7] ~= '' then last_looked_at = #KEYS - 1 end
for i = first_key, last_looked_at do
  local at = first + (i - first_key) * width
  if i > last_entity then at = first_looked_at + i - last_entity - 1 end
  local version = redis.call('HGET', KEYS[i], 'v') or '0'
  if version ~= ARGV[at] then return {ARGV[at] == '0' and 'exists' or 'conflict', n} end
end

n = n + 1
local number = ''
if ARGV[6] ~= '' then number = redis.call('HINCRBY', KEYS[4], ARGV[6], 1) end
for i = first_key, last_entity do
  local at = first + (i - first_key) * width
  redis.call('HSET', KEYS[i], 'v', ARGV[at + 1], 'json', ARGV[at + 2], 'open', ARGV[at + 3], 'format', ARGV[11])
  if number ~= '' then redis.call('HSETNX', KEYS[i], 'number', number) end
  local set, id = KEYS[tonumber(ARGV[at + 4])], string.match(KEYS[i], '[^:]+$')
  if ARGV[at + 5] == '1' then
    redis.call('SADD', set, id)
  else
    redis.call('SREM', set, id)
    redis.call('EXPIRE', KEYS[i], 604800)
  end
end
if ARGV[7] ~= '' then
  redis.call('LPUSH', KEYS[#KEYS], ARGV[7])
  redis.call('LTRIM', KEYS[#KEYS], 0, ARGV[9] - 1)
  redis.call('EXPIRE', KEYS[#KEYS], ARGV[8])
end
redis.call('XADD', KEYS[1], n .. '-0', 'events', ARGV[4], 'number', number, 'format', ARGV[11])
redis.call('HSET', KEYS[2], 'id', ARGV[1], 'digest', ARGV[2], 'n', n)
redis.call('EXPIRE', KEYS[2], ARGV[3])
if ARGV[12] ~= '0' then
  redis.call('LPUSH', KEYS[3], n .. ' ' .. ARGV[1] .. ' ' .. ARGV[2])
  redis.call('LTRIM', KEYS[3], 0, ARGV[12] - 1)
  redis.call('EXPIRE', KEYS[3], ARGV[3])
end
return {'done', n}
