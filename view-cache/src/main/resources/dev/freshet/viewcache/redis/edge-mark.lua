-- The edge mark: "<until>", or "<until>|<eviction>" once an eviction has taken it over.
-- It expires when the copy that it stands for does, so a mark that is there stands for one alive.

local function parse_edge_mark(mark)
  return string.match(mark, '^(%d+)|?(.*)$')
end

local function raise_edge_mark(key, edge_until)
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

