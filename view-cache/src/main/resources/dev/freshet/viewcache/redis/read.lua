-- Finds a page, or makes a fence.
-- KEYS  pages, fence
-- ARGV  page, format, not before, If-None-Match ('': do not count), leased enough, candidate fence, fence TTL
-- Returns {'hit', envelope, generation, until, saved answers} or {'miss', fence}.
local found = redis.call('HMGET', KEYS[1], 'p:' .. ARGV[1], 'generation', 'until')
local envelope = found[1]
if envelope then
  local format, loaded_at, etag = string.match(envelope, '^(%w+)\n(%d+)\n[^\n]*\n("[^\n]*")\n')
  if format == nil then
    format, loaded_at = string.match(envelope, '^(%w+)\n(%d+)\n')
  end
  if format == ARGV[2] and tonumber(loaded_at) >= tonumber(ARGV[3]) then
    local until_ = found[3] or '0'
    local saved = '0'
    if ARGV[4] ~= '' and etag and tonumber(until_) <= tonumber(ARGV[5]) and string.find(ARGV[4], etag, 1, true) then
      saved = count_saved(KEYS[1])
    end
    return {'hit', envelope, found[2] or '', until_, saved}
  end
end
local fence = redis.call('GET', KEYS[2]) or ARGV[6]
redis.call('SET', KEYS[2], fence, 'PX', ARGV[7])
return {'miss', fence}
