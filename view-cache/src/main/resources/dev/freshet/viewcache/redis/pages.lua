-- The hash of a view's pages. Its fields:
--   p:<page>    an envelope
--   generation  the token of this life of the view
--   until       when its lease ends; absent if it has none
--   saved       how many answers a long life would have saved since the generation or its lease began
--   turn        until when nobody else may grant a lease
-- All times in milliseconds. Numbers are answered as text: Lua would round them.

local function text_of(number)
  return string.format('%.0f', number)
end

local function now()
  local time = redis.call('TIME')
  return tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
end

-- One more answer that a long life would have saved. Returns the count, or 0 while a grant is put off.
-- A server that is out of memory cannot count, but it can answer.
local function count_saved(pages)
  local saved = redis.pcall('HINCRBY', pages, 'saved', 1)
  if type(saved) ~= 'number' then
    return '0'
  end
  local turn = redis.call('HGET', pages, 'turn')
  if turn and tonumber(turn) > now() then
    return '0'
  end
  return text_of(saved)
end
