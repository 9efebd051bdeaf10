import {announceMs, withdrawInstallation, type OtherInstallation} from '#src/cluster/installation/installations.ts';
import {OwnLease} from '#src/cluster/installation/own-lease.ts';
import {plainMessage} from '#src/chat/chat-message.ts';
import {inlineCode} from '#src/views/hostile-text.ts';
import type {ChannelPosts} from './channel-posts.ts';
import type {FacilitatorsOptions} from './facilitators-options.ts';
import {Repeated} from '#src/lifecycle/repeated.ts';
import {inLanguage, words} from '#src/words/words.ts';

const requestMs = 10_000;
/** Who ends waits for no cluster that is away. */
const withdrawMs = 2_000;

export type NeighbourParts = Pick<FacilitatorsOptions, 'workshops' | 'identities' | 'log'> & {
  readonly posts: ChannelPosts;
};

/** Says in the cluster that this Labrador is at work on it, and to facilitators when another is too. */
export class Neighbours {
  readonly #parts: NeighbourParts;
  readonly #lease: OwnLease;
  readonly #told = new Set<string>();
  #isTwinTold = false;
  readonly #looks = new Repeated({
    work: async (signal) => this.#look(signal),
    firstMs: 0,
    everyMs: announceMs,
    failed: (error) => this.#parts.log('which Labradors are at work on this cluster is not known', error),
  });

  constructor(parts: NeighbourParts) {
    this.#parts = parts;
    this.#lease = new OwnLease(parts.identities, parts.workshops.installation);
  }

  /** Whether it is known that no copy of this Labrador is at work on the cluster. */
  get isAlone(): boolean {
    return this.#lease.isAlone;
  }

  start(): void {
    this.#looks.start();
  }

  async close(): Promise<void> {
    await this.#looks.close();
    const {workshops, identities, log} = this.#parts;
    const request = {installation: workshops.installation, signal: AbortSignal.timeout(withdrawMs)};
    await withdrawInstallation(identities, request).catch((error: unknown) => {
      log('that this Labrador ends could not be said in the cluster: it counts as there for five minutes', error);
    });
  }

  async #look(closing: AbortSignal): Promise<void> {
    const signal = AbortSignal.any([closing, AbortSignal.timeout(requestMs)]);
    const others = await this.#lease.renew({now: Date.now(), signal});
    if (this.#lease.hasTwin) await this.#tellTwin();
    else this.#isTwinTold = false;
    for (const other of others) await this.#tell(other);
  }

  async #tellTwin(): Promise<void> {
    if (this.#isTwinTold) return;
    this.#isTwinTold = true;
    const {workshops, log} = this.#parts;
    const own = workshops.installation;
    log(
      `A copy of this Labrador (${own}) is at work on this cluster, with a Redis that has the same data. They share all sandboxes; until one of them ends, this one removes none that it does not know.`,
    );
    await this.#post(() => words().upkeep.twin({own}), ['twin', own, String(Date.now())]);
  }

  async #tell({id}: OtherInstallation): Promise<void> {
    if (this.#told.has(id)) return;
    this.#told.add(id);
    const {workshops, log} = this.#parts;
    const own = workshops.installation;
    log(
      `Another Labrador (${id}) is at work on this cluster beside this one (${own}). Each leaves the other’s sandboxes alone; they share the nodes and their room.`,
    );
    const command = inlineCode(`kubectl get namespaces -l labrador.dev/installation=${id}`);
    await this.#post(() => words().upkeep.neighbour({other: id, own, command}), ['neighbour', own, id]);
  }

  async #post(say: () => string, purpose: readonly string[]): Promise<void> {
    const {workshops, posts} = this.#parts;
    const languages = new Map(
      workshops.list().map(({workshop}) => [workshop.channels.facilitators, workshop.language]),
    );
    for (const [channel, language] of languages) {
      await posts.post(channel, plainMessage(inLanguage(language, say)), purpose);
    }
  }
}
