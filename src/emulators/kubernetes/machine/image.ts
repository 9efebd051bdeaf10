import {getCommandNames} from 'just-bash';
import {copyTree, makeDirectories, newFile, newSymlink, type DirectoryInode, newDirectory} from './inode.ts';
import {defaultConfiguration, welcomePage, errorPage} from './nginx-files.ts';

/** What a container starts from: files, and what runs when the Pod names no command. */
export interface Image {
  entrypoint: readonly string[];
  command: readonly string[];
  files: DirectoryInode;
}

/** Commands of the simulated shell that no such image has. */
const notInImages = new Set([
  'help',
  'jq',
  'yq',
  'xan',
  'rg',
  'html-to-markdown',
  'sqlite3',
  'python',
  'python3',
  'js-exec',
  // Its archives do not survive the way out of a container, so that `kubectl cp` is told that there is none.
  'tar',
]);
const shellCommands = getCommandNames().filter((name) => !notInImages.has(name));
/** Commands that this emulator adds to the shell's own. */
const addedCommands = ['trap', 'id', 'kill', 'wget', 'nslookup', 'ping', 'nc', 'ip', 'ifconfig'];

/** What a tag of `nginx` or `busybox` is made of, next to versions. */
const tagWords = new Set([
  'latest',
  'stable',
  'mainline',
  'slim',
  'perl',
  'otel',
  'glibc',
  'musl',
  'uclibc',
  'buster',
  'bullseye',
  'bookworm',
]);

/**
 * The images that this cluster's nodes can pull: `nginx` and `busybox` by the tags that they usually have or by digest,
 * and those that are named besides, which get a shell and nothing else. A name is compared without Docker Hub's prefixes.
 */
export class ImageRegistry {
  readonly #extra: ReadonlySet<string>;
  readonly #builtAtMs: number;
  readonly #trees = new Map<string, DirectoryInode>();

  constructor({extra, builtAtMs}: {extra: readonly string[]; builtAtMs: number}) {
    this.#extra = new Set(extra.map(shortName));
    this.#builtAtMs = builtAtMs;
  }

  /** Files of its own for each caller; undefined for an image that cannot be pulled. */
  find(reference: string): Image | undefined {
    const name = shortName(reference);
    const [repository = '', tag = 'latest'] = name.split('@')[0]?.split(':') ?? [];
    const isTagged = isUsualTag(tag);
    if (repository === 'nginx' && isTagged) {
      const entrypoint = ['/docker-entrypoint.sh'];
      return {entrypoint, command: ['nginx', '-g', 'daemon off;'], files: this.#files('nginx')};
    }
    if ((repository === 'busybox' && isTagged) || this.#extra.has(name) || this.#extra.has(repository)) {
      return {entrypoint: [], command: ['sh'], files: this.#files('busybox')};
    }
    return undefined;
  }

  #files(kind: 'nginx' | 'busybox'): DirectoryInode {
    const tree = this.#trees.get(kind) ?? buildTree(kind, this.#builtAtMs);
    this.#trees.set(kind, tree);
    const copy = copyTree(tree);
    return copy.kind === 'directory' ? copy : newDirectory(this.#builtAtMs);
  }
}

/** `1.18`, `stable-alpine`, `1.25.3-alpine3.18-slim` */
function isUsualTag(tag: string): boolean {
  return tag.split('-').every((word) => /^(alpine)?\d+(\.\d+)*$|^alpine$/.test(word) || tagWords.has(word));
}

function shortName(reference: string): string {
  return reference.replace(/^(docker\.io\/)?(library\/)?/, '');
}

function buildTree(kind: 'nginx' | 'busybox', atMs: number): DirectoryInode {
  const root = newDirectory(atMs);
  const put = (path: string, content: string, mode = 0o644): void => {
    const slash = path.lastIndexOf('/');
    makeDirectories(root, path.slice(0, slash), atMs).entries.set(path.slice(slash + 1), newFile(content, atMs, mode));
  };
  for (const directory of [
    'dev',
    'home',
    'lib',
    'lib64',
    'proc',
    'root',
    'sbin',
    'sys',
    'tmp',
    'usr/bin',
    'usr/local/bin',
    'usr/sbin',
    'var',
  ]) {
    makeDirectories(root, directory, atMs);
  }
  for (const name of [...shellCommands, ...addedCommands]) put(`/bin/${name}`, '', 0o755);
  put('/etc/passwd', 'root:x:0:0:root:/root:/bin/sh\n');
  put('/etc/group', 'root:x:0:\n');
  if (kind === 'nginx') {
    put('/docker-entrypoint.sh', '', 0o755);
    put('/usr/sbin/nginx', '', 0o755);
    put('/etc/nginx/conf.d/default.conf', defaultConfiguration);
    put('/usr/share/nginx/html/index.html', welcomePage);
    put('/usr/share/nginx/html/50x.html', errorPage);
    const logs = makeDirectories(root, '/var/log/nginx', atMs);
    logs.entries.set('access.log', newSymlink('/dev/stdout', atMs));
    logs.entries.set('error.log', newSymlink('/dev/stderr', atMs));
  }
  return root;
}
