-- Keeps the last position of each unit: one that is older than what is kept, be it another server's, changes nothing.
-- KEYS  1 the hash: a unit to its position
-- ARGV  1 a kept position after this is of a clock that was set back since; then for each: unit, position
local units = {}
for i = 2, #ARGV, 2 do units[#units + 1] = ARGV[i] end
local function time_of(position) return tonumber(string.match(position, '"at":(%d+)')) or 0 end

local known = redis.call('HMGET', KEYS[1], unpack(units))
local newer = {}
for i, unit in ipairs(units) do
  local position = ARGV[2 * i + 1]
  local at = known[i] and time_of(known[i]) or 0
  if time_of(position) > at or at > tonumber(ARGV[1]) then
    newer[#newer + 1] = unit
    newer[#newer + 1] = position
  end
end
if #newer > 0 then redis.call('HSET', KEYS[1], unpack(newer)) end
return #newer / 2
