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
