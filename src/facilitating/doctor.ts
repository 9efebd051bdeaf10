import type {Answer} from '#src/chat/answer.ts';
import {diagnoseApiServer} from '#src/cluster/installation/doctor/diagnose-api-server.ts';
import {diagnoseImages} from '#src/cluster/installation/doctor/diagnose-images.ts';
import {diagnoseIngressClass} from '#src/cluster/installation/doctor/diagnose-ingress-class.ts';
import {diagnoseInstallations} from '#src/cluster/installation/doctor/diagnose-installations.ts';
import {diagnoseNetworkPolicy} from '#src/cluster/installation/doctor/diagnose-network-policy.ts';
import {diagnoseNodeAgents} from '#src/cluster/installation/doctor/diagnose-node-agents.ts';
import {diagnoseRights} from '#src/cluster/installation/doctor/diagnose-rights.ts';
import {diagnoseRoom} from '#src/cluster/installation/doctor/diagnose-room.ts';
import {diagnoseRuntime} from '#src/cluster/installation/doctor/diagnose-runtime.ts';
import {diagnoseStorage} from '#src/cluster/installation/doctor/diagnose-storage.ts';
import {checkPeople} from '#src/discord/check-people.ts';
import {checkChannels} from '#src/discord/check-channels.ts';
import {claimsVolumes, imagesToPull} from '#src/lab/lab.ts';
import {missingOf} from '#src/observability/health-server.ts';
import {judgeProcesses} from '#src/store/judge-processes.ts';
import {Processes} from '#src/store/processes.ts';
import {diagnoseRedis} from '#src/store/redis-settings.ts';
import {probeImages} from '#src/sandbox/probe-policy.ts';
import type {ChatMessage} from '#src/chat/chat-message.ts';
import {renderFindings} from '#src/views/facilitators/render-findings.ts';
import type {Finding} from '#src/workshop/finding.ts';
import type {OpenWorkshop} from '#src/classroom/open-workshop.ts';
import type {FacilitatorsOptions} from './facilitators-options.ts';
import {watchChecks, type Check, type CheckProgress, type Pace} from './watch-checks.ts';
import {words} from '#src/words/words.ts';

/** How long one check may take, and the probe of the network with its removal, in ms. */
const checkMs = 20_000;
const probeMs = 220_000;
/** Nobody waits for longer than 10 s: by then the answer is there, whatever is still open. */
const pace: Pace = {firstMs: 700, betweenMs: 1_000, lateMs: 9_000};
/** For how many learners there is to be room, where nobody says. */
const usualClass = 30;

type DoctorParts = Pick<
  FacilitatorsOptions,
  'chat' | 'role' | 'workshops' | 'server' | 'identities' | 'watch' | 'store' | 'parts' | 'log'
>;

/** One probe of the network at a time: a second one would take away the first one's sandboxes. */
let probing: Promise<unknown> | undefined;

/**
 * Looks, before a class, at everything that a class needs, and shows how far it is. What can't be looked at is unknown, and
 * no reason to stop.
 */
export function runDoctor(open: OpenWorkshop, learners: number | undefined, parts: DoctorParts): Answer {
  return {kind: 'show-progress', messages: examine(open, learners, parts)};
}

async function* examine(
  {workshop, lab, directory}: OpenWorkshop,
  learners: number | undefined,
  {chat, role, workshops, server, identities, watch, store, parts, log}: DoctorParts,
): AsyncGenerator<ChatMessage, void, undefined> {
  const {checks: said} = words().upkeep;
  const check = (
    name: string,
    run: (signal: AbortSignal, progress: CheckProgress) => Finding | Promise<Finding>,
    ms = checkMs,
  ): Check => ({
    name,
    run: async (progress) => {
      try {
        return await run(AbortSignal.timeout(ms), progress);
      } catch (error) {
        log(`the check of ${name} broke`, error);
        return {name, state: 'unknown', said: said.broke, next: said.brokeNext};
      }
    },
  });
  const expected = Math.max(learners ?? workshop.capacity ?? usualClass, directory.list().length);
  const sandboxes = directory.list().map(({namespace}) => namespace);
  const probe = async (signal: AbortSignal, {doing, found}: CheckProgress): Promise<Finding> => {
    if (probing !== undefined) doing(said.probeBefore);
    const before = probing ?? Promise.resolve();
    const mine = before.then(async () => {
      doing(said.choosingNode);
      const {installation} = workshops;
      const isRequired = lab.requires.includes('network-policies');
      const images = probeImages(lab.images);
      return diagnoseNetworkPolicy({identities, installation, ...images, isRequired, signal, doing, found});
    });
    const ended = mine
      .catch(() => undefined)
      .finally(() => {
        if (probing === ended) probing = undefined;
      });
    probing = ended;
    return mine;
  };
  const checks = [
    check(said.names.rights, async (signal) => diagnoseRights(server, {sandboxes: sandboxes.slice(0, 1), signal})),
    check(said.names.kubernetes, async (signal) => diagnoseApiServer(server, signal)),
    check(said.names.node, () => diagnoseRuntime()),
    check(said.names.installations, async (signal) =>
      diagnoseInstallations(identities, {installation: workshops.installation, signal}),
    ),
    check(said.names.images, async (signal) => diagnoseImages(identities, {images: imagesToPull(lab), signal})),
    check(said.names.room, () => diagnoseRoom(watch.nodes(), {learners: expected, lab})),
    ...(claimsVolumes(lab) ? [check(said.names.storage, async (signal) => diagnoseStorage(identities, signal))] : []),
    check(said.names.ingressClass, async (signal) => diagnoseIngressClass(identities, signal)),
    check(said.names.nodeAgents, async (signal) => diagnoseNodeAgents(identities, {lab, signal})),
    check(said.names.redis, async () => diagnoseRedis(store.redis)),
    check(said.names.processes, async () => {
      const known = new Processes(store).list();
      return judgeProcesses(await known, missingOf(await parts()));
    }),
    check(said.names.networkPolicies, probe, probeMs),
  ];
  const guildId = workshop.guildId ?? chat.guilds.cache.first()?.id;
  const ofChat = [
    ...checkChannels(chat, workshop.channels, {name: role.nameIn(guildId), guildId}),
    ...checkPeople(chat, workshop.channels, role.of(guildId)?.id),
  ];
  for await (const {findings, open} of watchChecks(checks, pace)) {
    yield renderFindings(workshop.name, [...ofChat, ...findings], open);
  }
}
