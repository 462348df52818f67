-- Deletes pages and fences, takes over the edge marks, and warms the views.
-- KEYS  pages, fence, edge mark, heat of each view
-- ARGV  eviction id (empty: leave marks and heat to somebody who will purge), how long a view is hot in
--       milliseconds
-- Returns for each view: until when a copy may live at the edge, 'none' if there is no mark, or
-- 'taken' if another eviction has it; and last the witness, '' where it is not to be had.

-- By what one can tell later whether this server lost keys: "<server> <evicted keys> <flushes>". The server is its
-- run id and its replication id, which is another each time that it becomes a primary: what it held before it was a
-- replica for a while says nothing.
local function witness()
  local text = ''
  for _, section in ipairs({'server', 'replication', 'stats', 'commandstats'}) do
    local reply = redis.pcall('INFO', section)
    if type(reply) ~= 'string' then
      return ''
    end
    text = text .. reply
  end
  local run_id = string.match(text, 'run_id:(%w+)')
  local replication_id = string.match(text, 'master_replid:(%w+)') or ''
  local evicted = string.match(text, 'evicted_keys:(%d+)')
  if not run_id or not evicted then
    return ''
  end
  local all = string.match(text, 'cmdstat_flushall:calls=(%d+)') or '0'
  local one = string.match(text, 'cmdstat_flushdb:calls=(%d+)') or '0'
  return run_id .. '.' .. replication_id .. ' ' .. evicted .. ' ' .. tostring(tonumber(all) + tonumber(one))
end

local answer = {}

for i = 1, #KEYS, 4 do
  -- First of all: a server that is out of memory lets a script write more once it has begun with a deletion.
  redis.call('DEL', KEYS[i], KEYS[i + 1])
  local mark = redis.call('GET', KEYS[i + 2])
  if mark then
    local own = ARGV[1] ~= '' and take_edge_mark(KEYS[i + 2], mark, ARGV[1])
    table.insert(answer, own or 'taken')
  else
    table.insert(answer, 'none')
  end
  if ARGV[1] ~= '' then
    eviction_heats(KEYS[i + 3], mark, ARGV[2])
  end
end

table.insert(answer, ARGV[1] ~= '' and witness() or '')
return answer
