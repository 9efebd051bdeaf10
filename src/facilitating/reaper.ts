import {unattended} from '#src/cluster/operations/operation-context.ts';
import {fencedBy} from '#src/cluster/api/identities.ts';
import {leave} from '#src/cluster/operations/leave.ts';
import {announceMs} from '#src/cluster/installation/installations.ts';
import {listSandboxNamespaces} from '#src/cluster/installation/sandbox-namespaces.ts';
import type {Lab} from '#src/lab/lab.ts';
import {labPolicySchema} from '#src/sandbox/lab-policy.ts';
import {homeOf, sandboxSpecSchema} from '#src/sandbox/sandbox.ts';
import {Learners} from '#src/store/learners.ts';
import {plainMessage} from '#src/chat/chat-message.ts';
import {mention} from '#src/chat/mention.ts';
import {cut} from '#src/views/cut.ts';
import {inlineCode, plainText} from '#src/views/hostile-text.ts';
import {planReaping, type ReapPlan, type SandboxNamespace} from '#src/workshop/reap-plan.ts';
import type {ChannelPosts} from './channel-posts.ts';
import type {FacilitatorsOptions} from './facilitators-options.ts';
import {Repeated} from '#src/lifecycle/repeated.ts';
import {inLanguage, words} from '#src/words/words.ts';

/** How often stored and real sandboxes are compared, in ms, and how soon after a start: when it can be known who else is at work. */
const everyMs = 5 * 60_000;
const firstMs = announceMs + 15_000;
const listMs = 30_000;
const removeMs = 180_000;
const reapingSeconds = 180;

export type ReaperParts = Pick<
  FacilitatorsOptions,
  'store' | 'workshops' | 'queue' | 'identities' | 'labs' | 'watch' | 'log'
> & {
  readonly posts: ChannelPosts;
  /** Whether it is known that no other Labrador goes by this one's id: what is nobody's here may be somebody's there. */
  readonly isAlone: () => boolean;
};

/**
 * Compares what is stored with what is in the cluster, both ways. A sandbox that is nobody's goes, a learner without one
 * gets their place freed, a namespace that does not go is reported with its reason. What is not
 * provably ours is never touched.
 */
export class Reaper {
  readonly #parts: ReaperParts;
  /** What was reported already, and is so yet: said once. */
  #told = new Set<string>();
  /** What this comparison has found to report. */
  #found = new Set<string>();
  readonly #runs = new Repeated({
    work: async (signal) => {
      if (this.#parts.watch.isSynced) await this.reap(Date.now(), signal);
    },
    firstMs,
    everyMs,
    failed: (error) => this.#parts.log('stored and real sandboxes could not be compared', error),
  });

  constructor(parts: ReaperParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#runs.start();
  }

  async close(): Promise<void> {
    await this.#runs.close();
  }

  /** One comparison, and what follows from it. */
  async reap(now: number, closing = new AbortController().signal): Promise<ReapPlan> {
    const {store, workshops, identities} = this.#parts;
    const signal = AbortSignal.any([closing, AbortSignal.timeout(listMs)]);
    this.#found = new Set();
    // what is stored is read first: who joins meanwhile has no namespace that could be taken for an orphan
    const all = await Promise.all(
      (await workshops.listAll()).map(async (workshop) => ({
        workshop,
        learners: await new Learners(store, workshop.id).list(),
      })),
    );
    const namespaces = await listSandboxNamespaces(identities, signal);
    const plan = planReaping({namespaces, installation: workshops.installation, workshops: all, now});
    const labs = new Map(all.map(({workshop}) => [workshop.id, this.#parts.labs.get(workshop.lab)]));
    for (const orphan of this.#parts.isAlone() ? plan.orphans : []) {
      try {
        await this.#remove(orphan, labs.get(orphan.workshopId), closing);
      } catch (error) {
        if (closing.aborted) throw error;
        this.#parts.log(`the namespace ${orphan.name} is nobody’s and could not be removed: it is tried again`, error);
      }
    }
    for (const {workshopId, learner} of plan.homeless) {
      // their start waits: the workshop may be paused
      if (await this.#parts.queue.hasWork(learner.namespace)) continue;
      await new Learners(store, workshopId).remove(learner.id);
      const open = workshops.find(workshopId);
      if (open !== undefined) {
        const text = inLanguage(open.workshop.language, () =>
          words().steering.sandboxGone({whom: mention(learner.id)}),
        );
        const message = {...plainMessage(text), mentions: [learner.id]};
        const purpose = ['gone', learner.namespace, String(learner.joinedAt)];
        await this.#parts.posts.post(open.workshop.channels.participants, message, purpose);
      }
    }
    const owned = new Set(all.flatMap(({learners}) => learners.map(({namespace}) => String(namespace))));
    // who joined since is not among them
    await this.#parts.queue.sweep(
      (namespace) => owned.has(namespace) || workshops.ofNamespace(namespace) !== undefined,
    );
    for (const stuck of plan.stuck) await this.#tellStuck(stuck);
    for (const {name, workshopId, installation} of plan.foreign) {
      if (!this.#isNew(`foreign:${name}`)) continue;
      const whose =
        installation === undefined ? 'another Labrador, or of one before this' : `the Labrador ${installation}`;
      this.#parts.log(`the namespace ${name} is of ${whose} (workshop ${workshopId}): it is left alone`);
    }
    this.#told = this.#found;
    return plan;
  }

  async #remove(orphan: SandboxNamespace, lab: Lab | undefined, closing: AbortSignal): Promise<void> {
    const {store, identities, log} = this.#parts;
    const {name, workshopId, learnerId, nodes} = orphan;
    // they may have joined again while others were removed
    if ((await new Learners(store, workshopId).find(learnerId)) !== undefined) return;
    // refused to a bot that leads no longer: what it read may be long past
    const mayAct = async (): Promise<void> => {
      await store.redis.set(store.key('reaping'), name, 'EX', reapingSeconds);
    };
    await mayAct();
    const sandbox = sandboxSpecSchema.safeParse({
      namespace: homeOf(name),
      workshop: workshopId,
      installation: orphan.installation,
      learner: {id: learnerId, name: learnerId},
      nodes,
      lab: lab === undefined ? undefined : labPolicySchema.parse(lab),
    });
    if (!sandbox.success) {
      if (this.#isNew(`unclear:${name}`)) log(`the namespace ${name} is nobody’s, and its nodes are not known`);
      return;
    }
    const signal = AbortSignal.any([closing, AbortSignal.timeout(removeMs)]);
    const {data} = sandbox;
    const language = this.#parts.workshops.find(workshopId)?.workshop.language ?? 'en';
    const outcome = await inLanguage(language, async () =>
      // removing takes minutes, and another may lead by then
      leave(unattended({sandbox: data, identities: fencedBy(identities, mayAct), signal})),
    );
    const notes = 'notes' in outcome ? outcome.notes.map((note) => `\n⚠ ${plainText(note)}`).join('') : '';
    await this.#tell(workshopId, () => `${words().upkeep.removed({namespace: inlineCode(name)})}${notes}`);
  }

  async #tellStuck({name, uid, workshopId, heldBy}: SandboxNamespace): Promise<void> {
    if (!this.#isNew(`stuck:${uid}`)) return;
    const reasons = heldBy.map((reason) => `\n-# ${plainText(cut(reason, 300))}`).join('');
    await this.#tell(workshopId, () => {
      const said = words().upkeep;
      const why = reasons === '' ? ` ${said.noReason}` : reasons;
      const next = said.seeStuck({command: inlineCode(`kubectl get namespace ${name} -o yaml`)});
      return `${said.stuck({namespace: inlineCode(name)})}${why}\n→ ${next}`;
    });
  }

  /** In the facilitators' channel while there is one, and in the log in any case. */
  async #tell(workshopId: string, say: () => string): Promise<void> {
    const {workshops, posts, log} = this.#parts;
    log(inLanguage('en', say));
    const open = workshops.find(workshopId);
    if (open === undefined) return;
    const {channels, language} = open.workshop;
    const text = inLanguage(language, say);
    await posts.post(channels.facilitators, plainMessage(text), ['reaper', text]);
  }

  /** Whether it was not said before. */
  #isNew(what: string): boolean {
    const isNew = !this.#told.has(what);
    this.#told.add(what);
    this.#found.add(what);
    return isNew;
  }
}
