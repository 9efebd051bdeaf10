import type {MountedFileSystem} from './mounted-file-system.ts';
import type {DnsAnswer} from './protocols/dns-answer.ts';
import type {Image} from './images/image.ts';
import type {HttpRequest, HttpResponse} from './protocols/http-message.ts';
import type {ProcessorShare} from './processor/processor.ts';
import type {RedisReply} from './protocols/redis-reply.ts';

/** How a program ended; `signal` when it was killed. */
export interface Exit {
  exitCode: number;
  signal?: number;
}

/** A port that a program listens on, and the languages that it speaks there. */
export interface Listener {
  port: number;
  answer?: (request: HttpRequest) => HttpResponse;
  redis?: (words: readonly string[]) => RedisReply;
}

/** A running program. */
export interface Process {
  readonly exited: Promise<Exit>;
  /** SIGTERM: what it does about it is its own affair. */
  terminate: () => void;
  /** SIGKILL. */
  kill: () => void;
  /** SIGHUP, for a server that reads its configuration again. */
  reload?: () => void;
  /** The ports that it listens on, when it is a server. */
  listeners?: () => readonly Listener[];
  /** How much of the node's cores it uses now; next to nothing when left out. */
  coresInUse?: () => number;
}

/** What a program can ask of others over the network of its Pod. */
export interface NetworkAccess {
  /** The Pod's own address, once it has one. */
  ownAddress: () => string | undefined;
  /** Whether names can be asked for at an address. */
  isDns: (address: string) => boolean;
  /** What the name server says of a full name. */
  lookUp: (name: string) => DnsAnswer;
  /** What comes of opening a connection; `silent` where nothing ever does. */
  connect: (address: string, port: number) => 'open' | 'refused' | 'unreachable' | 'silent';
  answersPing: (address: string) => boolean;
  /** @returns undefined when nobody answers there */
  request: (request: Omit<HttpRequest, 'remoteAddress'> & {address: string; port: number}) => HttpResponse | undefined;
  /** @returns undefined for what is no Redis */
  askRedis: (destination: {address: string; port: number}, words: readonly string[]) => RedisReply | undefined;
}

export interface ProcessOptions {
  argv: readonly string[];
  environment: Readonly<Record<string, string>>;
  workingDirectory: string;
  files: MountedFileSystem;
  hostname: string;
  /** What the container was made of. */
  image: Pick<Image, 'reference' | 'programs' | 'isKnown'>;
  network?: NetworkAccess;
  /** What the containers of its namespace have of the processor. */
  processor: ProcessorShare;
  stdout: (bytes: Uint8Array) => void;
  stderr: (bytes: Uint8Array) => void;
  now: () => number;
  /** The length of an emulated second, in ms. */
  secondMs: number;
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Whether it is the container's own program, whose output is its log. */
  isFirst?: boolean;
  /** The container's own program, for one that runs next to it. */
  first?: Pick<Process, 'terminate' | 'reload'>;
}

/** A program that the container runtime could not start; the text is runc's. */
export class StartError extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number) {
    super(message);
    this.name = 'StartError';
    this.exitCode = exitCode;
  }
}

const searchedFolders = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

export const searchPath = searchedFolders.join(':');

/** Where a container has a program; undefined when it has none of that name. */
export function locateProgram(files: MountedFileSystem, program: string): string | undefined {
  const candidates = program.includes('/') ? [program] : searchedFolders.map((directory) => `${directory}/${program}`);
  return candidates.find((path) => files.has(path));
}

/** @throws StartError worded as runc's when the container has no such program */
export function findProgram(files: MountedFileSystem, program: string): string {
  const found = locateProgram(files, program);
  if (found !== undefined) return found;
  const why = program.includes('/')
    ? `exec: ${JSON.stringify(program)}: stat ${program}: no such file or directory`
    : `exec: ${JSON.stringify(program)}: executable file not found in $PATH`;
  throw new StartError(why, 127);
}
