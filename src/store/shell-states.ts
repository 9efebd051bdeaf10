import {shellLimits, type KeptText, type ShellState} from '#src/operations/shell/shell-state.ts';
import type {Store} from './store.ts';

/** How long it is kept from the last that was written, in seconds. */
const keepSeconds = 24 * 3_600;

/**
 * What is there is written over, or added to, once by a command; nothing is added to what is full: the line was refused then, but for one typed beside it.
 */
const keepScript = `
  local count = 0
  for _, field in ipairs(redis.call('HKEYS', KEYS[1])) do
    if field == ARGV[1] then count = -1 break end
    if string.sub(field, 1, 1) == string.sub(ARGV[1], 1, 1) then count = count + 1 end
  end
  if count >= tonumber(ARGV[3]) then return 0 end
  local text = ARGV[2]
  if ARGV[5] ~= '' then
    if redis.call('HGET', KEYS[1], 'a:' .. ARGV[1]) == ARGV[5] then return 1 end
    text = (redis.call('HGET', KEYS[1], ARGV[1]) or '') .. text
    if #text > tonumber(ARGV[6]) then return 0 end
    redis.call('HSET', KEYS[1], 'a:' .. ARGV[1], ARGV[5])
  end
  redis.call('HSET', KEYS[1], ARGV[1], text)
  redis.call('EXPIRE', KEYS[1], ARGV[4])
  return 1`;

/** Of a file that is added to: no character has more. */
const mostBytes = 4 * shellLimits.fileLength;

const marks = {file: 'f', variable: 'v'} as const;

/** What learners of a workshop would have in their shells: a hash a learner, of files and variables. */
export class ShellStates {
  readonly #store: Store;
  readonly #workshopId: string;

  constructor(store: Store, workshopId: string) {
    this.#store = store;
    this.#workshopId = workshopId;
  }

  async find(learnerId: string): Promise<ShellState> {
    const fields = Object.entries(await this.#store.redis.hgetall(this.#key(learnerId)));
    const of = (mark: string): Map<string, string> =>
      new Map(fields.flatMap(([field, text]) => (field.startsWith(`${mark}:`) ? [[field.slice(2), text]] : [])));
    return {files: of(marks.file), variables: of(marks.variable)};
  }

  /** Can be done twice by the same command. */
  async keep(learnerId: string, {kind, name, text, appends = false}: KeptText, commandId: string): Promise<void> {
    const most = kind === 'file' ? shellLimits.files : shellLimits.variables;
    const field = `${marks[kind]}:${name}`;
    await this.#store.redis.eval(
      keepScript,
      1,
      this.#key(learnerId),
      field,
      text,
      String(most),
      String(keepSeconds),
      appends ? commandId : '',
      String(mostBytes),
    );
  }

  async forget(learnerId: string): Promise<void> {
    await this.#store.redis.del(this.#key(learnerId));
  }

  #key(learnerId: string): string {
    return this.#store.key('workshop', this.#workshopId, 'shell', learnerId);
  }
}
