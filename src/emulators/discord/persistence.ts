import {mkdirSync, readFileSync, renameSync, writeFileSync} from 'node:fs';
import {dirname} from 'node:path';
import type {Changes} from './changes.ts';
import type {ChatState} from './state.ts';

/** What is written: the state, and how far the clock had been advanced. */
export interface Saved {
  state: ChatState;
  clockOffsetMs: number;
  /** The highest identifier given out. */
  lastId: string;
}

const MAP_TAG = '$map';

function toJson(_key: string, value: unknown): unknown {
  return value instanceof Map ? {[MAP_TAG]: [...value.entries()]} : value;
}

function fromJson(_key: string, value: unknown): unknown {
  const isMap = typeof value === 'object' && value !== null && MAP_TAG in value && Array.isArray(value[MAP_TAG]);
  return isMap ? new Map(value[MAP_TAG] as [string, unknown][]) : value; // written by toJson
}

/** What was saved, or null where nothing was. */
export function loadState(path: string): Saved | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8'), fromJson) as Saved; // written by saveState
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new Error(`The chat's saved state cannot be read: ${path}`, {cause: error});
  }
}

/** State is written this long after a change, with what else has changed by then. */
const SAVE_DELAY_MS = 1_000;

/** Writes what `read` returns after every change; the returned function writes it at once, for the last time. */
export function keepSaved(options: {path: string; changes: Changes; read: () => Saved}): () => void {
  const {path, changes, read} = options;
  let timer: NodeJS.Timeout | undefined;
  function save(): void {
    clearTimeout(timer);
    timer = undefined;
    saveState(path, read());
  }
  const saveSoon = () => {
    timer ??= setTimeout(save, SAVE_DELAY_MS).unref();
  };
  const events = ['message', 'interaction', 'user', 'state'] as const;
  for (const event of events) changes.on(event, saveSoon);
  return () => {
    for (const event of events) changes.off(event, saveSoon);
    save();
  };
}

/** Writes beside the old file and renames, so that a crash leaves one of the two whole. */
function saveState(path: string, saved: Saved): void {
  mkdirSync(dirname(path), {recursive: true});
  const temporary = `${path}.new`;
  writeFileSync(temporary, JSON.stringify(saved, toJson), {mode: 0o600});
  renameSync(temporary, path);
}
