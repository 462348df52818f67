-- Deletes pages and fences, takes over the edge marks, and warms the views.
-- KEYS  pages, fence, edge mark, heat of each view
-- ARGV  eviction id (empty: leave marks and heat to somebody who will purge), how long a view is hot in
--       milliseconds
-- Returns for each view: until when a copy may live at the edge, 'none' if there is no mark, or
-- 'taken' if another eviction has it; and last the witness, '' where it is not to be had.

local function info(section)
  local reply = redis.pcall('INFO', section)
  return type(reply) == 'string' and reply or nil
end

-- What follows a name at the start of a line, '' if it is not there. The name is searched for as it is: patterns that
-- are tried at every character made this four fifths of an eviction's time.
local function value_of(name, text)
  local _, last = string.find(text, '\n' .. name, 1, true)
  return last and string.match(text, '^%w+', last + 1) or ''
end

local function number_of(name, text)
  return tonumber(value_of(name, text)) or 0
end

-- By what one can tell later whether this server lost keys: "<server> <evicted keys> <flushes>". The server is its
-- run id and its replication id, which is another each time that it becomes a primary: what it held before it was a
-- replica for a while says nothing.
local function witness()
  local server, replication, stats, calls = info('server'), info('replication'), info('stats'), info('commandstats')
  if not (server and replication and stats and calls) then
    return ''
  end
  local run_id, evicted = value_of('run_id:', server), value_of('evicted_keys:', stats)
  if run_id == '' or evicted == '' then
    return ''
  end
  local flushes = number_of('cmdstat_flushall:calls=', calls) + number_of('cmdstat_flushdb:calls=', calls)
  return run_id .. '.' .. value_of('master_replid:', replication) .. ' ' .. evicted .. ' ' .. flushes
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
