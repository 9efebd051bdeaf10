import type {MountedFileSystem} from '../../mounted-file-system.ts';
import type {Process, ProcessOptions} from '../../process.ts';
import {endedProcess, serverProcess} from '../server-process.ts';
import {runRedisCommand} from './redis-commands.ts';
import {readSaved, RedisData} from './redis-data.ts';
import {ok, type RedisReply} from '../../protocols/redis-reply.ts';

const version = '7.2.5';
const usualSettings = {
  port: '6379',
  dir: '/data',
  dbfilename: 'dump.rdb',
  appendonly: 'no',
  maxmemory: '0',
  requirepass: '',
};

/**
 * Redis. What it holds is in its file when it is told to stop and when it is told to save, with `appendonly yes` at every
 * change; what is killed before loses it.
 */
export function startRedis(options: ProcessOptions): Process {
  const {files, now, stdout} = options;
  const settings = readSettings(options);
  const log = (sign: string, text: string): void => stdout(Buffer.from(`1:M ${logTime(now())} ${sign} ${text}\n`));
  const path = files.resolvePath(options.workingDirectory, `${settings.get('dir')}/${settings.get('dbfilename')}`);
  const saved = files.has(path) ? readSaved(Buffer.from(files.read(path)).toString('utf8')) : {};
  if (saved === undefined) {
    log('#', `Wrong signature trying to load DB from file ${path}`);
    return endedProcess(1);
  }
  const data = new RedisData(now, saved);
  const save = (): boolean => write(files, path, data.save());
  log('*', `Redis version=${version}, bits=64, standalone mode, port=${settings.get('port')}`);
  log('*', `DB loaded from disk: ${data.keys().length} keys`);
  log('*', 'Ready to accept connections tcp');
  const redis = ([name = '', ...words]: readonly string[]): RedisReply => {
    switch (name.toLowerCase()) {
      case 'config':
        return configure(settings, words);
      case 'info':
        return {
          kind: 'text',
          text: `# Server\nredis_version:${version}\nredis_mode:standalone\n# Replication\nrole:master\nconnected_slaves:0`,
        };
      case 'save':
      case 'bgsave':
        return save() ? ok : {kind: 'error', text: 'ERR'};
      default: {
        const {reply, hasWritten} = runRedisCommand(data, [name, ...words], now());
        if (hasWritten && settings.get('appendonly') === 'yes') save();
        return reply;
      }
    }
  };
  const guarded = withPassword(redis, () => settings.get('requirepass') ?? '');
  return serverProcess({
    listeners: () => [{port: Number(settings.get('port')), redis: guarded}],
    beforeEnd: () => {
      log('*', 'User requested shutdown...');
      if (save()) log('*', 'DB saved on disk');
      log('#', 'Redis is now ready to exit, bye bye...');
    },
  });
}

/** `redis-server [FILE] [--NAME VALUE]…`; an option stands for a line of the file. */
function readSettings({argv, files, workingDirectory}: ProcessOptions): Map<string, string> {
  const settings = new Map<string, string>(Object.entries(usualSettings));
  const [, first = '', ...others] = argv;
  const path = first === '' || first.startsWith('--') ? undefined : files.resolvePath(workingDirectory, first);
  const text = path !== undefined && files.has(path) ? Buffer.from(files.read(path)).toString('utf8') : '';
  for (const line of text.split('\n')) {
    const [, name, value = ''] = /^\s*([a-z-]+)\s+"?(.*?)"?\s*$/.exec(line) ?? [];
    if (name !== undefined) settings.set(name, value);
  }
  const words = path === undefined ? [first, ...others] : others;
  for (const [at, word] of words.entries()) {
    if (word.startsWith('--')) settings.set(word.slice(2), words[at + 1] ?? '');
  }
  return settings;
}

/** `CONFIG GET NAME`, `CONFIG SET NAME VALUE` */
function configure(settings: Map<string, string>, [verb = '', name = '', value]: readonly string[]): RedisReply {
  const isSet = verb.toLowerCase() === 'set' && value !== undefined;
  if (isSet) {
    settings.set(name, value);
    return ok;
  }
  const found = name === '*' ? [...settings] : [...settings].filter(([known]) => known === name);
  return {kind: 'list', items: found.flatMap(([known, is]) => [known, bytes(is)])};
}

/** `2mb` as Redis says it again: in bytes. */
function bytes(value: string): string {
  const [, number, unit = ''] = /^(\d+)([kmg]b)$/i.exec(value) ?? [];
  return number === undefined
    ? value
    : String(Number(number) * 1024 ** (['kb', 'mb', 'gb'].indexOf(unit.toLowerCase()) + 1));
}

/** Lets nobody in who does not begin with `AUTH PASSWORD`, where there is one. */
function withPassword(
  redis: (words: readonly string[]) => RedisReply,
  password: () => string,
): (words: readonly string[]) => RedisReply {
  return ([name = '', ...words]) => {
    if (name.toLowerCase() !== 'auth') {
      return password() === '' ? redis([name, ...words]) : {kind: 'error', text: 'NOAUTH Authentication required.'};
    }
    const [given, ...rest] = words;
    if (given !== password())
      return {kind: 'error', text: 'WRONGPASS invalid username-password pair or user is disabled.'};
    return rest.length === 0 ? ok : redis(rest);
  };
}

function write(files: MountedFileSystem, path: string, text: string): boolean {
  try {
    files.write(path, Buffer.from(text));
    return true;
  } catch {
    // a full disk, or one that is only read: Redis goes on without
    return false;
  }
}

/** `29 Nov 2026 22:27:44.000` */
function logTime(nowMs: number): string {
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) (\S+)/.exec(new Date(nowMs).toUTCString()) ?? [];
  return `${day} ${month} ${year} ${time}.${String(Math.floor(nowMs) % 1000).padStart(3, '0')}`;
}
