/** What keeps an attack from its effect, from what is nearest to the participant to what is nearest to the node. */
export type Wall =
  /** The emulated chat, as Discord itself does: what one does not see, one cannot press. */
  | 'chat'
  /** How many commands one person may send in a while. */
  | 'rate'
  /** What is typed, a line or YAML, is not understood, or the button is somebody else's. */
  | 'parser'
  /** What the bot decides before it asks the cluster. */
  | 'policy'
  /** What is shown, and how. */
  | 'view'
  /** The API server does not know who asks. */
  | 'authentication'
  | 'RBAC'
  /** The bot's policy once more, in the cluster itself: ValidatingAdmissionPolicies. */
  | 'admission policy'
  | 'Pod Security'
  /** ResourceQuota and LimitRange. */
  | 'quota'
  /** Its own validation: there is no such object, or it cannot be so. */
  | 'API server'
  | 'NetworkPolicy'
  /** The kubelet, the container runtime and the kernel: what a container is not given, it does not have. */
  | 'kubelet/runtime'
  /** Nothing leads there, not even for a Pod that no policy confines. */
  | 'no route'
  /** Nobody listens there, for a Pod that no policy confines either. */
  | 'no listener';

/** Where a wall stands. */
const wallsOfBot: ReadonlySet<Wall> = new Set<Wall>(['rate', 'parser', 'policy', 'view']);
export const isOfBot = (wall: Wall): boolean => wallsOfBot.has(wall);

/** An answer of the API server that is no: Kubernetes' own word, and the sentence. */
export interface Refusal {
  readonly reason: string;
  readonly message: string;
}

/** What each wall of the cluster says; the first that fits is the one that spoke. */
const sayings: readonly {readonly wall: Wall; readonly says: RegExp}[] = [
  {wall: 'admission policy', says: /ValidatingAdmissionPolicy '\S+' with binding '\S+' denied request/},
  {wall: 'Pod Security', says: /violates PodSecurity/},
  {wall: 'quota', says: /exceeded quota|(?:maximum|minimum) .* (?:usage|limit to request ratio) per (?:Container|Pod)/},
  {wall: 'RBAC', says: /\bcannot \S+ (?:resource|path) "|\bcannot impersonate |attempting to grant RBAC permissions/},
];

/** Which wall of the cluster refused, by its Status. */
export function wallOfStatus({reason, message}: Refusal): Wall {
  if (reason === 'Unauthorized') return 'authentication';
  return sayings.find(({says}) => says.test(message))?.wall ?? 'API server';
}

/** Our own words for why the bot or a worker did not do it; all others are the API server's. */
const ownCodes: ReadonlyMap<string, Wall> = new Map<string, Wall>([
  ['refused', 'policy'],
  ['not-found', 'policy'],
  ['unsupported', 'parser'],
  ['bad-input', 'parser'],
  ['too-fast', 'rate'],
]);

/** Our words for what is no refusal: it was tried, and did not come to an end that anybody chose. */
const noRefusals: ReadonlySet<string> = new Set([
  'done',
  'cancelled',
  'interrupted',
  'deadline',
  'unavailable',
  'conflict',
  'bug',
]);

/**
 * Which wall a failed command ran into.
 * @param refusal `reason` is the code of the outcome: our own word, or the API server's
 */
export function wallOfOutcome(refusal: Refusal): Wall | undefined {
  if (noRefusals.has(refusal.reason)) return undefined;
  return ownCodes.get(refusal.reason) ?? wallOfStatus(refusal);
}
