import {existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {EmulatorClock} from '#src/emulators/core/clock.ts';
import {Saving} from '#src/emulators/core/saving.ts';
import type {Changes} from './changes.ts';
import {activeThreadLimit} from '../limits.ts';
import {onlyFor, updateSeed} from './seed.ts';
import type {AttachmentRecord, ChannelRecord, ChatState} from './state.ts';

/** What is written: the state, and how far the clock had been advanced. */
export interface Saved {
  state: ChatState;
  clockOffsetMs: number;
  /** The highest identifier given out. */
  lastId: string;
}

const mapTag = '$map';

function toJson(_key: string, value: unknown): unknown {
  return value instanceof Map ? {[mapTag]: [...value.entries()]} : value;
}

/** As `toJson`, less the bytes of attachments. */
function withoutBytes(key: string, value: unknown): unknown {
  return key === 'base64' ? undefined : toJson(key, value);
}

function fromJson(_key: string, value: unknown): unknown {
  const isMap = typeof value === 'object' && value !== null && mapTag in value && Array.isArray(value[mapTag]);
  return isMap ? new Map(value[mapTag] as [string, unknown][]) : value; // written by toJson
}

/** Where the bytes of attachments are, a file each under its id: they never change, and are most of what there is. */
const attachmentsOf = (path: string): string => `${path}.attachments`;

/** Earlier versions kept the one role that sees a channel. */
type EarlierChannel = Partial<ChannelRecord> & {onlyRoleId?: string};

/** What was saved; undefined where nothing was. */
export function loadState(path: string): Saved | undefined {
  if (!existsSync(path)) return undefined;
  try {
    const saved = JSON.parse(readFileSync(path, 'utf8'), fromJson) as Saved; // written by saveState
    const {channels, messages, attachments, interactions, commands} = saved.state;
    for (const records of [channels, messages, attachments, interactions, commands]) {
      for (const record of records.values()) forgetNulls(record);
    }
    for (const [id, attachment] of saved.state.attachments as Map<string, Partial<AttachmentRecord>>) {
      // earlier versions kept them in the state itself
      attachment.base64 ??= readFileSync(join(attachmentsOf(path), id), 'base64');
    }
    updateSeed(saved.state);
    // earlier versions had one server
    const {guildId} = saved.state;
    saved.state.guilds ??= new Map([[guildId, {id: guildId, name: 'Labrador', presence: 'here'}]]);
    saved.state.activeThreadLimit ??= activeThreadLimit;
    for (const channel of channels.values() as Iterable<EarlierChannel>) {
      channel.overwrites ??= channel.onlyRoleId === undefined ? [] : onlyFor(channel.onlyRoleId, saved.state);
    }
    return saved;
  } catch (error) {
    throw new Error(`The chat's saved state cannot be read: ${path}`, {cause: error});
  }
}

/** Earlier versions wrote null for what a record has not. What lies deeper in it is Discord's, whose nulls stay. */
function forgetNulls(record: object): void {
  for (const [name, value] of Object.entries(record)) if (value === null) Reflect.deleteProperty(record, name);
}

/** Writes what `read` returns after every change; the returned function writes it at once, for the last time. */
export function keepSaved(options: {
  path: string;
  changes: Changes;
  read: () => Saved;
  log: (line: string) => void;
  clock: EmulatorClock;
}): () => Promise<void> {
  const {path, changes, read, log, clock} = options;
  const folder = attachmentsOf(path);
  mkdirSync(folder, {recursive: true});
  const written = new Set(readdirSync(folder));
  const write = (): void => {
    const saved = read();
    saveAttachments(folder, saved.state.attachments, written);
    saveState(path, saved);
  };
  const saving = new Saving({name: 'the chat', write, log, clock});
  const saveSoon = () => saving.saveSoon();
  const events = ['message', 'interaction', 'user', 'channel', 'state'] as const;
  for (const event of events) changes.on(event, saveSoon);
  return async () => {
    for (const event of events) changes.off(event, saveSoon);
    await saving.close();
  };
}

/** Writes those that are not `written` yet, and removes those that are gone. */
function saveAttachments(
  folder: string,
  attachments: ReadonlyMap<string, AttachmentRecord>,
  written: Set<string>,
): void {
  for (const [id, {base64}] of attachments) {
    if (written.has(id)) continue;
    const path = join(folder, id);
    try {
      writeFileSync(path, base64, {encoding: 'base64', mode: 0o600});
    } catch (error) {
      // a part of it would be taken for the whole by the next start
      rmSync(path, {force: true});
      throw error;
    }
    written.add(id);
  }
  for (const id of written) {
    if (attachments.has(id)) continue;
    rmSync(join(folder, id), {force: true});
    written.delete(id);
  }
}

/** Writes beside the old file and renames, so that a crash leaves one of the two whole. */
function saveState(path: string, saved: Saved): void {
  const temporary = `${path}.new`;
  writeFileSync(temporary, JSON.stringify(saved, withoutBytes), {mode: 0o600});
  renameSync(temporary, path);
}
