-- Finds a page or gives out a fence.
-- KEYS  pages, fence, edge mark, heat
-- ARGV  page, format, not before, edge until if cool and if hot (0: not at the edge), candidate fence, fence TTL
-- Returns {'hit', envelope, heat} or {'miss', fence}. All times in milliseconds.

local stored = redis.call('HGET', KEYS[1], ARGV[1])
if stored then
  local format, loaded_at = string.match(stored, '^(%w+)\n(%d+)\n')
  if format == ARGV[2] and tonumber(loaded_at) >= tonumber(ARGV[3]) then
    return {'hit', stored, raise_edge_mark(KEYS[3], ARGV[4], ARGV[5], KEYS[4])}
  end
end

local fence = redis.call('GET', KEYS[2]) or ARGV[6]
redis.call('SET', KEYS[2], fence, 'PX', ARGV[7])
return {'miss', fence}
