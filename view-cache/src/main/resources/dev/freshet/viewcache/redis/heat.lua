-- The heat: exists for as long as it takes the view to cool down; its value is for how long that was when an eviction
-- last raised it, so that the difference to what is left says how long ago that is.

local function eviction_heats(key, interval, most, burst)
  local left = math.max(redis.call('PTTL', key), 0)
  local raised = tonumber(redis.call('GET', key) or '0')
  if left == 0 or raised - left >= burst then
    local heat = math.min(left + interval, most)
    redis.call('SET', key, heat, 'PX', heat)
  end
end

local function heat_of(key, interval)
  return redis.call('PTTL', key) > tonumber(interval) and 'hot' or 'cool'
end

