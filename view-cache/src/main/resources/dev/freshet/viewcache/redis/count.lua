-- Counts an answer that a long life would have saved, of a page whose ETag is not known here.
-- KEYS  pages
-- ARGV  generation
-- Returns {saved answers}; 0 if the generation has ended.
if redis.call('HGET', KEYS[1], 'generation') ~= ARGV[1] then
  return {'0'}
end
return {count_saved(KEYS[1])}
