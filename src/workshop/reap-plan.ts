import {homeOf} from '#src/sandbox/sandbox.ts';
import type {Learner, Workshop} from './workshop.ts';

/** A namespace that carries our labels, as far as it matters for whether it should be there. Times are ms since 1970. */
export interface SandboxNamespace {
  readonly name: string;
  readonly uid: string;
  readonly workshopId: string;
  readonly learnerId: string;
  /** The Labrador whose it says that it is; older ones do not say. */
  readonly installation: string | undefined;
  readonly nodes: readonly string[];
  readonly createdAt: number;
  /** Since when it is being deleted. */
  readonly deletedAt: number | undefined;
  /** What holds its deletion up, in the API server's words. */
  readonly heldBy: readonly string[];
}

/** How long something may be on its way, in ms: a sandbox is made and removed in less. */
const graceMs = 10 * 60_000;
const stuckMs = 5 * 60_000;

/** What to do about the differences between what is stored and what is in the cluster. */
export interface ReapPlan {
  /** Of a workshop of ours by all that they say, and nobody's: to be removed, one for all namespaces of a sandbox. */
  readonly orphans: readonly SandboxNamespace[];
  /** Learners whose namespace is not there: their place is to be freed. */
  readonly homeless: readonly {readonly workshopId: string; readonly learner: Learner}[];
  /** Being deleted for too long: to be reported, with what holds them. */
  readonly stuck: readonly SandboxNamespace[];
  /** Not provably ours, another Labrador's perhaps: never touched. */
  readonly foreign: readonly SandboxNamespace[];
}

export interface ReapInput {
  readonly namespaces: readonly SandboxNamespace[];
  readonly installation: string;
  /** All workshops that there are and were, with who has a sandbox in each. */
  readonly workshops: readonly {readonly workshop: Workshop; readonly learners: readonly Learner[]}[];
  readonly now: number;
}

/** Compares both ways. What is younger than a start or a leaving may take is left alone. */
export function planReaping({namespaces, installation, workshops, now}: ReapInput): ReapPlan {
  const known = new Map(workshops.map((one) => [one.workshop.id, one]));
  const names = new Set(namespaces.map(({name}) => name));
  const isOwned = ({workshopId, name}: SandboxNamespace): boolean =>
    known.get(workshopId)?.learners.some(({namespace}) => namespace === homeOf(name)) === true;
  // a name and a workshop's id can be another Labrador's as well
  const isOurs = (one: SandboxNamespace): boolean =>
    isOwned(one) || (one.installation === installation && known.has(one.workshopId));
  const ours = namespaces.filter(isOurs);
  const orphans = ours.filter((one) => !isOwned(one) && one.deletedAt === undefined && now - one.createdAt > graceMs);
  return {
    orphans: oneOfEach(orphans),
    homeless: workshops.flatMap(({workshop, learners}) =>
      learners
        .filter(({namespace, joinedAt}) => !names.has(namespace) && now - joinedAt > graceMs)
        .map((learner) => ({workshopId: workshop.id, learner})),
    ),
    stuck: ours.filter(({deletedAt}) => deletedAt !== undefined && now - deletedAt > stuckMs),
    foreign: namespaces.filter((one) => !isOurs(one)),
  };
}

/** A sandbox is removed with all of its namespaces, of which its first one may be gone. */
function oneOfEach(namespaces: readonly SandboxNamespace[]): SandboxNamespace[] {
  const byHome = new Map(namespaces.toReversed().map((one) => [homeOf(one.name), one]));
  for (const one of namespaces) if (one.name === homeOf(one.name)) byHome.set(homeOf(one.name), one);
  return [...byHome.values()];
}
