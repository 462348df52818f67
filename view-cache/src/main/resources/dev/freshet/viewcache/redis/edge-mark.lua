-- The edge mark. Its words are "<until>", for copies whose purge nobody sees to yet, and "<until>|<eviction>" for what
-- an eviction sees to, oldest first: an older one is there as long as its copies outlive the younger one's.
-- It expires when the last of the copies does.

local function later(one, other)
  return (one and tonumber(one) > tonumber(other)) and one or other
end

local function parse_edge_mark(mark)
  local free
  local claims = {}
  for word in string.gmatch(mark, '%S+') do
    local till, eviction = string.match(word, '^(%d+)|?(.*)$')
    if eviction == '' then
      free = till
    else
      table.insert(claims, {till = till, eviction = eviction})
    end
  end
  return free, claims
end

local function store_edge_mark(key, before, free, claims)
  local words = {free}
  local latest = free
  for _, claim in ipairs(claims) do
    table.insert(words, claim.till .. '|' .. claim.eviction)
    latest = later(latest, claim.till)
  end
  local mark = table.concat(words, ' ')
  if mark ~= before then
    redis.call('SET', key, mark, 'PXAT', latest)
  end
end

local function raise_edge_mark_to(key, edge_until)
  if edge_until ~= '0' then
    local mark = redis.call('GET', key) or ''
    local free, claims = parse_edge_mark(mark)
    store_edge_mark(key, mark, later(free, edge_until), claims)
  end
end

-- Marks an answer that leaves now: raises the mark to the time that goes with the view's heat. Returns the heat.
local function raise_edge_mark(key, until_cool, until_hot, heat_key)
  local heat = heat_of(heat_key)
  raise_edge_mark_to(key, heat == 'hot' and until_hot or until_cool)
  if heat == 'hot' and until_hot ~= '0' then
    answer_leaves_hot(heat_key)
  end
  return heat
end

local MOST_CLAIMS = 2

-- Gives what is free to this eviction, on top of what it has. Returns until when copies may live that it sees to, or nil.
local function take_edge_mark(key, mark, eviction)
  local free, claims = parse_edge_mark(mark)
  local own = free
  for _, claim in ipairs(claims) do
    if claim.eviction == eviction then
      own = later(own, claim.till)
    end
  end
  if not free then
    return own
  end
  local kept = {}
  for _, claim in ipairs(claims) do
    if claim.eviction ~= eviction and tonumber(claim.till) > tonumber(own) then
      table.insert(kept, claim)
    end
  end
  while #kept >= MOST_CLAIMS do
    own = table.remove(kept).till
  end
  table.insert(kept, {till = own, eviction = eviction})
  store_edge_mark(key, mark, nil, kept)
  return own
end

