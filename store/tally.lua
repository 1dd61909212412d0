-- Adds numbers to those kept under each name; all or nothing. No rule of dispatching is here.
-- KEYS  1 the hash: a name to its numbers, with blanks between
-- ARGV  1 how many names are kept, then for each: name, bound, how many numbers, numbers
-- When the first number passes the bound, all of the name are halved. When all names are taken and a road comes new, one
-- of a few other roads goes: that of which least is known.
local function make_room()
  local least, loser
  for _, name in ipairs(redis.call('HRANDFIELD', KEYS[1], 16)) do
    local first = tonumber(string.match(redis.call('HGET', KEYS[1], name), '^%d+'))
    if string.sub(name, 1, 8) == 'section.' and first and (not least or first < least) then least, loser = first, name end
  end
  if loser then redis.call('HDEL', KEYS[1], loser) end
end

local most = tonumber(ARGV[1])
local at = 2
while at <= #ARGV do
  local name, bound, count = ARGV[at], tonumber(ARGV[at + 1]), tonumber(ARGV[at + 2])
  local numbers = {}
  local kept = redis.call('HGET', KEYS[1], name)
  if kept then
    for number in string.gmatch(kept, '%d+') do numbers[#numbers + 1] = tonumber(number) end
  elseif string.sub(name, 1, 8) == 'section.' and redis.call('HLEN', KEYS[1]) >= most then
    make_room()
  end
  for i = 1, count do numbers[i] = (numbers[i] or 0) + tonumber(ARGV[at + 2 + i]) end
  local fades = numbers[1] > bound
  for i = 1, #numbers do
    if fades then numbers[i] = math.floor(numbers[i] / 2) end
    numbers[i] = string.format('%.0f', numbers[i])
  end
  redis.call('HSET', KEYS[1], name, table.concat(numbers, ' '))
  at = at + 3 + count
end
return 'added'
