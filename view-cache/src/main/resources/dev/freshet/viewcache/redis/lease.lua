-- Notes that a lease was recorded. The end of a lease only moves upward; saved answers count anew.
-- KEYS  pages
-- ARGV  generation, until
-- Returns {'leased'} or {'ended'}.
local found = redis.call('HMGET', KEYS[1], 'generation', 'until')
if found[1] ~= ARGV[1] then
  return {'ended'}
end
redis.call('HSET', KEYS[1], 'saved', '0')
if tonumber(found[2] or '0') < tonumber(ARGV[2]) then
  redis.call('HSET', KEYS[1], 'until', ARGV[2])
end
return {'leased'}
