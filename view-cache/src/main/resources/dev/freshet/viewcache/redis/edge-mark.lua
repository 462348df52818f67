-- The edge mark: "<until>", or "<until>|<eviction>" once an eviction has taken it over.
-- It expires when the copy that it stands for does, so a mark that is there stands for one alive.

local function parse_edge_mark(mark)
  return string.match(mark, '^(%d+)|?(.*)$')
end

local function raise_edge_mark_to(key, edge_until)
  if edge_until == '0' then
    return
  end
  local mark = redis.call('GET', key)
  local raised = edge_until
  if mark then
    local marked_until = parse_edge_mark(mark)
    if tonumber(marked_until) > tonumber(edge_until) then
      raised = marked_until
    end
  end
  if mark ~= raised then
    redis.call('SET', key, raised, 'PXAT', raised)
  end
end

-- Raises the mark to the time that goes with the view's heat, and returns the heat.
local function raise_edge_mark(key, until_cool, until_hot, heat_key, hot_interval)
  local heat = heat_of(heat_key, hot_interval)
  raise_edge_mark_to(key, heat == 'hot' and until_hot or until_cool)
  return heat
end

