-- Deletes pages and fences of one owner's views.
-- KEYS  pages and fence of each view
-- Returns the time of this server, then generation and end of the lease of each view ('' and 0: none was found).
local answer = {text_of(now())}
for i = 1, #KEYS, 2 do
  local found = redis.pcall('HMGET', KEYS[i], 'generation', 'until')
  -- A server that is out of memory lets a script write once it has begun with a deletion.
  redis.call('DEL', KEYS[i], KEYS[i + 1])
  local leased = not found.err and found[1] and found[2]
  table.insert(answer, leased and found[1] or '')
  table.insert(answer, leased and found[2] or '0')
end
return answer
