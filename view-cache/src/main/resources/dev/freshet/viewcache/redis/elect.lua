-- Gives one caller the turn to grant a lease, or puts grants off.
-- KEYS  pages
-- ARGV  generation, length of the turn, 'elect' or 'postpone' (whoever has the turn)
-- Returns {'elected', time of this server} or {'refused'}.
local found = redis.call('HMGET', KEYS[1], 'generation', 'turn')
local time = now()
if found[1] ~= ARGV[1] or (ARGV[3] == 'elect' and found[2] and tonumber(found[2]) > time) then
  return {'refused'}
end
redis.call('HSET', KEYS[1], 'turn', text_of(time + tonumber(ARGV[2])))
return {'elected', text_of(time)}
