import type {MountedFileSystem} from './mounted-file-system.ts';
import type {DnsAnswer} from './networking/dns-answer.ts';

/** How a program ended; `signal` when it was killed. */
export interface Exit {
  exitCode: number;
  signal?: number;
}

export interface HttpRequest {
  method: string;
  path: string;
  userAgent: string;
  referer: string;
  remoteAddress: string;
}

export interface HttpResponse {
  status: number;
  headers: Record<string, string>;
  body: Uint8Array;
}

/** A running program. */
export interface Process {
  readonly exited: Promise<Exit>;
  /** SIGTERM: what it does about it is its own affair. */
  terminate: () => void;
  /** SIGKILL. */
  kill: () => void;
  /** The port it listens on, when it is a server. */
  listener?: {port: number; answer: (request: HttpRequest) => HttpResponse};
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
  request: (
    request: Pick<HttpRequest, 'method' | 'path' | 'userAgent'> & {address: string; port: number},
  ) => HttpResponse | undefined;
}

export interface ProcessOptions {
  argv: readonly string[];
  environment: Readonly<Record<string, string>>;
  workingDirectory: string;
  files: MountedFileSystem;
  hostname: string;
  network?: NetworkAccess;
  stdout: (bytes: Uint8Array) => void;
  stderr: (bytes: Uint8Array) => void;
  now: () => number;
  /** The length of an emulated second, in ms. */
  secondMs: number;
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Whether it is the container's own program, whose output is its log. */
  isFirst?: boolean;
  /** The container's own program, for one that runs next to it. */
  first?: Pick<Process, 'terminate'>;
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

/** @throws StartError worded as runc's when the container has no such program */
export function findProgram(files: MountedFileSystem, program: string): string {
  const candidates = program.includes('/') ? [program] : searchedFolders.map((directory) => `${directory}/${program}`);
  const found = candidates.find((path) => files.has(path));
  if (found !== undefined) return found;
  const why = program.includes('/')
    ? `exec: ${JSON.stringify(program)}: stat ${program}: no such file or directory`
    : `exec: ${JSON.stringify(program)}: executable file not found in $PATH`;
  throw new StartError(why, 127);
}
