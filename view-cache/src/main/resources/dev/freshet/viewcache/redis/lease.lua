-- Notes that a lease was recorded. The end of a lease only moves upward.
-- KEYS  pages
-- ARGV  generation, until
-- Returns {'leased'} or {'ended'}.
local found = redis.call('HMGET', KEYS[1], 'generation', 'until')
if found[1] ~= ARGV[1] then
  return {'ended'}
end
if not found[2] or tonumber(found[2]) < tonumber(ARGV[2]) then
  redis.call('HSET', KEYS[1], 'until', ARGV[2], 'saved', '0')
end
return {'leased'}
