-- The heat: a key that exists as long as the view is hot.

-- The first eviction that finds a mark, and so may cost a purge, makes the view hot; any other keeps it so.
local function eviction_heats(key, mark, hot_for)
  if mark or redis.call('EXISTS', key) == 1 then
    redis.call('SET', key, '1', 'PX', hot_for)
  end
end

local function heat_of(key)
  return redis.call('EXISTS', key) == 1 and 'hot' or 'cool'
end

