-- Stores a page if nothing was evicted since its fence was made.
-- KEYS  pages, fence
-- ARGV  page, fence, envelope, TTL of the pages, most pages, candidate generation
-- Returns {'stored', generation, until} or {'rejected'}.
if redis.call('GET', KEYS[2]) ~= ARGV[2] then
  return {'rejected'}
end
local known = redis.call('HMGET', KEYS[1], 'generation', 'until', 'saved', 'turn')
local pages = redis.call('HLEN', KEYS[1])
for i = 1, 4 do
  pages = known[i] and pages - 1 or pages
end
local page = 'p:' .. ARGV[1]
if pages >= tonumber(ARGV[5]) and redis.call('HEXISTS', KEYS[1], page) == 0 then
  redis.call('DEL', KEYS[1])
  known = {}
end
local generation = known[1] or ARGV[6]
redis.call('HSET', KEYS[1], page, ARGV[3], 'generation', generation)
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return {'stored', generation, known[2] or '0'}
