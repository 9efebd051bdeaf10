/** Entries of a kind that the record takes of one person: however much somebody types, it does not fill Redis. */
const recordLimit = 1_000;
/** What an entry keeps of a text, in characters. */
export const recordedText = 1_000;

/** What is counted apart: a learner's own commands, those of facilitators in their sandbox, steps and joining, acts. */
const kinds = ['own', 'staff', 'lab', 'act'] as const;
export type RecordKind = (typeof kinds)[number];

/** Where a workshop's counts have those of one person. */
export const countFields = (personId: string): string[] => kinds.map((kind) => countField(kind, personId));
const countField = (kind: RecordKind, personId: string): string => `${kind}:${personId}`;

/**
 * Lua's `record(stream, counts, kind, person, entry)`: appends to a workshop's record, unless that has enough of that kind and
 * person already. Where it has, an entry says so.
 */
export const recordFunction = `
  local function record(stream, counts, kind, person, entry)
    local count = redis.call('HINCRBY', counts, kind .. ':' .. person, 1)
    if count <= ${recordLimit} then redis.call('XADD', stream, '*', 'entry', entry) end
    if count ~= ${recordLimit + 1} then return end
    local full = {kind = 'full', learnerId = person, of = kind, at = cjson.decode(entry).at}
    redis.call('XADD', stream, '*', 'entry', cjson.encode(full))
  end`;

/** Entries that one run of the script below takes out: while it runs Redis does nothing else. */
export const endedAtOnce = 500;

/**
 * Lua of KEYS: a record and its counts, ARGV: the last id that is past and how many entries at most. Takes them out of the
 * record and of the counts, which so end with what they count. Returns how many there were.
 */
export const endOldScript = `
  local old = redis.call('XRANGE', KEYS[1], '-', ARGV[1], 'COUNT', ARGV[2])
  for _, found in ipairs(old) do
    local entry = cjson.decode(found[2][2])
    local kind, person = 'lab', entry.learnerId
    if entry.kind == nil or entry.kind == 'command' then kind = entry.by and 'staff' or 'own'
    elseif entry.kind == 'facilitator' then kind, person = 'act', entry.by.id
    elseif entry.kind == 'full' then kind = nil end
    if kind then
      local field = kind .. ':' .. person
      -- what was too much was counted and not recorded
      local left = math.min(tonumber(redis.call('HGET', KEYS[2], field) or '0'), ${recordLimit}) - 1
      if left > 0 then redis.call('HSET', KEYS[2], field, left) else redis.call('HDEL', KEYS[2], field) end
    end
    redis.call('XDEL', KEYS[1], found[1])
  end
  if redis.call('XLEN', KEYS[1]) == 0 then redis.call('DEL', KEYS[2]) end
  return #old`;
