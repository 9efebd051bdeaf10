import {z} from 'zod';

interface OtherVersions {
  /** Ours first, then what is used in its place. */
  readonly versions: readonly string[];
  /** The one type that is meant, where others of its group have all versions alike. */
  readonly plural?: string;
}

/** What the oldest servers have in another version only. */
const otherVersions: ReadonlyMap<string, OtherVersions> = new Map([
  ['discovery.k8s.io', {versions: ['v1', 'v1beta1']}],
  ['batch', {versions: ['v1', 'v1beta1'], plural: 'cronjobs'}],
  // the fields are the same in both
  ['autoscaling', {versions: ['v2', 'v2beta2']}],
  ['policy', {versions: ['v1', 'v1beta1'], plural: 'poddisruptionbudgets'}],
  // kubectl asks for the first that is served; metrics-server has had the one for long, and has the other since lately
  ['metrics.k8s.io', {versions: ['v1beta1', 'v1']}],
]);

const groupSchema = z.looseObject({versions: z.array(z.looseObject({version: z.string()}))});
const resourcesSchema = z.looseObject({resources: z.array(z.looseObject({name: z.string()}))});

/**
 * The path under which a server has what is asked for. The group alone is asked, once, and not all of the discovery: that
 * fails in part while an aggregated API is down. While it is not known, the path is what it was.
 */
export class ServedVersions {
  readonly #read: (path: string) => Promise<unknown>;
  readonly #known = new Map<string, string>();

  /** @param read reads the document of a group, or of a version of it, as JSON */
  constructor(read: (path: string) => Promise<unknown>) {
    this.#read = read;
  }

  async pathOf(path: string): Promise<string> {
    const [, root, group = '', version, ...rest] = path.split('/');
    const others = otherVersions.get(group);
    if (root !== 'apis' || others === undefined || version !== others.versions[0]) return path;
    const plural = rest[0] === 'namespaces' ? rest[2] : rest[0];
    if (others.plural !== undefined && plural !== others.plural) return path;
    const served = this.#known.get(group) ?? (await this.#ask(group, others));
    return served === undefined ? path : ['', root, group, served, ...rest].join('/');
  }

  async #ask(group: string, {versions, plural}: OtherVersions): Promise<string | undefined> {
    const found = groupSchema.safeParse(await this.#document(`/apis/${group}`)).data;
    const candidates = versions.filter((version) => found?.versions.some((one) => one.version === version));
    for (const version of candidates) {
      if (plural !== undefined && !(await this.#has(group, version, plural))) continue;
      this.#known.set(group, version);
      return version;
    }
    return undefined;
  }

  async #has(group: string, version: string, plural: string): Promise<boolean> {
    const found = resourcesSchema.safeParse(await this.#document(`/apis/${group}/${version}`)).data;
    return found?.resources.some(({name}) => name === plural) === true;
  }

  async #document(path: string): Promise<unknown> {
    return this.#read(path).catch(() => undefined);
  }
}

/** A body for the path that is asked, or of its answer, which says the version that is meant on the other side. */
export function inVersion(body: unknown, from: string, to: string): unknown {
  const [, , group = '', before = ''] = from.split('/');
  const [, , , after = ''] = to.split('/');
  if (before === after || typeof body !== 'object' || body === null || !('apiVersion' in body)) return body;
  return body.apiVersion === `${group}/${before}` ? {...body, apiVersion: `${group}/${after}`} : body;
}
