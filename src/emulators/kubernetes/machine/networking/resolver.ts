import type {MountedFileSystem} from '../mounted-file-system.ts';
import type {NetworkAccess} from '../process.ts';

const mostAliases = 8;
const isAddress = (host: string): boolean => /^\d+\.\d+\.\d+\.\d+$/.test(host);

export interface ResolverFile {
  readonly servers: readonly string[];
  readonly search: readonly string[];
  /** A name with fewer dots is looked for below the search domains first. */
  readonly dots: number;
}

/** What stands in `/etc/resolv.conf`. */
export function readResolverFile(files: MountedFileSystem): ResolverFile {
  const lines = linesOf(files, '/etc/resolv.conf').map((line) => line.split(/\s+/));
  const all = (key: string): string[] => lines.flatMap(([first, ...rest]) => (first === key ? rest : []));
  const dots = all('options').find((option) => option.startsWith('ndots:'));
  return {servers: all('nameserver'), search: all('search'), dots: Number(dots?.slice('ndots:'.length) ?? 1)};
}

/** The addresses that a program in the container finds for a name; none for one that nobody knows. */
export function resolve(host: string, files: MountedFileSystem, network: NetworkAccess | undefined): readonly string[] {
  if (isAddress(host)) return [host];
  const own = linesOf(files, '/etc/hosts')
    .map((line) => line.split(/\s+/))
    .find(([ip = '', ...names]) => isAddress(ip) && names.includes(host));
  if (own?.[0] !== undefined) return [own[0]];
  const {search, dots} = readResolverFile(files);
  const below = host.endsWith('.') ? [] : search.map((domain) => `${host}.${domain}`);
  const isLikelyFull = host.split('.').length - 1 >= dots;
  for (const name of isLikelyFull ? [host, ...below] : [...below, host]) {
    const addresses = addressesOf(name, network);
    if (addresses.length > 0) return addresses;
  }
  return [];
}

function addressesOf(name: string, network: NetworkAccess | undefined): readonly string[] {
  let asked = name;
  for (let aliases = 0; aliases < mostAliases; aliases++) {
    const answer = network?.lookUp(asked);
    if (answer?.kind === 'addresses') return answer.addresses;
    if (answer?.kind !== 'alias') return [];
    asked = answer.name;
  }
  return [];
}

function linesOf(files: MountedFileSystem, path: string): string[] {
  if (!files.has(path)) return [];
  return Buffer.from(files.read(path)).toString('utf8').split('\n');
}
