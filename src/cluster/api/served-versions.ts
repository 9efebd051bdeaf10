import {z} from 'zod';

/** The API groups that the oldest servers have in another version only: ours first, then what is read in its place. */
const otherVersions: ReadonlyMap<string, readonly string[]> = new Map([['discovery.k8s.io', ['v1', 'v1beta1']]]);

const groupSchema = z.looseObject({versions: z.array(z.looseObject({version: z.string()}))});

/**
 * The path under which a server has what is asked for. The group alone is asked, once, and not all of the discovery: that
 * fails in part while an aggregated API is down. While it is not known, the path is what it was.
 */
export class ServedVersions {
  readonly #readGroup: (path: string) => Promise<unknown>;
  readonly #known = new Map<string, string>();

  /** @param readGroup reads the group's own document, as JSON */
  constructor(readGroup: (path: string) => Promise<unknown>) {
    this.#readGroup = readGroup;
  }

  async pathOf(path: string): Promise<string> {
    const [, root, group = '', version, ...rest] = path.split('/');
    const candidates = otherVersions.get(group);
    if (root !== 'apis' || candidates === undefined || version !== candidates[0]) return path;
    const served = this.#known.get(group) ?? (await this.#ask(group, candidates));
    return served === undefined ? path : ['', root, group, served, ...rest].join('/');
  }

  async #ask(group: string, candidates: readonly string[]): Promise<string | undefined> {
    const found = groupSchema.safeParse(await this.#readGroup(`/apis/${group}`).catch(() => undefined)).data;
    const served = candidates.find((version) => found?.versions.some((one) => one.version === version));
    if (served !== undefined) this.#known.set(group, served);
    return served;
  }
}
