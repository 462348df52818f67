-- The heat: a key that exists as long as the view is hot. It says how many more answers may leave hot.

-- So many reads cost about as much as the purge that their being answered past the edge may save.
local MOST_HOT_ANSWERS = 1000

-- The first eviction that finds a mark, and so may cost a purge, makes the view hot; any other keeps it so.
local function eviction_heats(key, mark, hot_for)
  if mark or redis.call('EXISTS', key) == 1 then
    redis.call('SET', key, MOST_HOT_ANSWERS, 'PX', hot_for)
  end
end

local function heat_of(key)
  return redis.call('EXISTS', key) == 1 and 'hot' or 'cool'
end

-- The last of the answers cools the view.
local function answer_leaves_hot(key)
  if redis.call('DECR', key) <= 0 then
    redis.call('DEL', key)
  end
end
