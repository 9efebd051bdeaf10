import {renderNodeChange, type NodeChange} from '#src/views/facilitators/render-node-change.ts';
import {isLive} from '#src/workshop/workshop.ts';
import type {ChannelPosts} from './channel-posts.ts';
import type {FacilitatorsOptions} from './facilitators-options.ts';
import {Repeated} from '#src/lifecycle/repeated.ts';
import type {Language} from '#src/words/language.ts';
import {inLanguage} from '#src/words/words.ts';

/** How often it is looked, in ms. */
const everyMs = 2_000;
/** How long a node is away before it is told, in ms: one that restarts its kubelet comes back by itself. */
const patienceMs = 10_000;

type NodeState = NodeChange['state'];

export type NodeNoticesParts = Pick<FacilitatorsOptions, 'workshops' | 'watch' | 'log'> & {
  readonly posts: ChannelPosts;
};

/** Tells the facilitators of each workshop when nodes that its sandboxes own go, and when they are there again. */
export class NodeNotices {
  readonly #parts: NodeNoticesParts;
  /** What was told, by workshop and node. */
  readonly #told = new Map<string, NodeState>();
  /** Since when a node is as it is, in ms since 1970. */
  readonly #seen = new Map<string, {readonly state: NodeState; readonly since: number}>();
  readonly #looks = new Repeated({
    work: async () => this.#look(Date.now()),
    everyMs,
    failed: (error) => this.#parts.log('facilitators could not be told of nodes that went', error),
  });

  constructor(parts: NodeNoticesParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#looks.start();
  }

  async close(): Promise<void> {
    await this.#looks.close();
  }

  async #look(now: number): Promise<void> {
    const {workshops, watch} = this.#parts;
    // what is not known to be so now is not told
    if (!watch.isSynced) return;
    const states = new Map<string, NodeState>(
      watch
        .nodes()
        .map(({name, isReady, isSchedulable}) => [name, !isReady ? 'notReady' : isSchedulable ? 'there' : 'closed']),
    );
    for (const {workshop, workshopId, directory} of workshops.list()) {
      if (!isLive(workshop)) continue;
      const learners = directory.list();
      for (const node of new Set(learners.flatMap(({nodes}) => nodes))) {
        const state = states.get(node) ?? 'gone';
        const key = `${workshopId} ${node}`;
        if (this.#isNew(key, state, now)) {
          const names = learners.filter(({nodes}) => nodes.includes(node)).map(({name}) => name);
          await this.#tell(workshop, {node, state, learners: names});
        }
      }
    }
  }

  /** Whether it has been so for a while, and was not told. That a node is there is told only after it was not. */
  #isNew(key: string, state: NodeState, now: number): boolean {
    const seen = this.#seen.get(key);
    if (seen?.state !== state) this.#seen.set(key, {state, since: now});
    const isSteady = seen?.state === state && now - seen.since >= patienceMs;
    if (!isSteady || (this.#told.get(key) ?? 'there') === state) return false;
    this.#told.set(key, state);
    return true;
  }

  async #tell(
    {channels, language}: {readonly channels: {readonly facilitators: string}; readonly language: Language},
    change: NodeChange,
  ): Promise<void> {
    const {posts, log} = this.#parts;
    log(`the node ${change.node} of ${change.learners.length} sandboxes: ${change.state}`);
    const message = inLanguage(language, () => renderNodeChange(change));
    // the same may happen many times
    await posts.post(channels.facilitators, message, ['node', change.node, change.state, minuteNow()]);
  }
}

const minuteNow = (): string => new Date().toISOString().slice(0, 'yyyy-mm-ddThh:mm'.length);
