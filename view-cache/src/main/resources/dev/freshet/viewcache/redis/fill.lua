-- Stores a page if nothing was evicted since its fence was given out.
-- KEYS  pages, fence, edge mark, heat
-- ARGV  page, fence, envelope, TTL of the pages, most pages, edge until if cool and if hot (0: not at the edge)
-- Returns {'stored', heat} or {'rejected'}. All times in milliseconds.

if redis.call('GET', KEYS[2]) ~= ARGV[2] then
  return {'rejected'}
end

local full = redis.call('HLEN', KEYS[1]) >= tonumber(ARGV[5])
if full and redis.call('HEXISTS', KEYS[1], ARGV[1]) == 0 then
  redis.call('DEL', KEYS[1])
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
if redis.call('PTTL', KEYS[1]) < 0 then
  redis.call('PEXPIRE', KEYS[1], ARGV[4])
end

return {'stored', raise_edge_mark(KEYS[3], ARGV[6], ARGV[7], KEYS[4])}
