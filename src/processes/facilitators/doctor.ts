import {diagnoseApiServer} from '../../cluster/doctor/diagnose-api-server.ts';
import {diagnoseImages} from '../../cluster/doctor/diagnose-images.ts';
import {diagnoseNetworkPolicy} from '../../cluster/doctor/diagnose-network-policy.ts';
import {diagnoseNodeAgents} from '../../cluster/doctor/diagnose-node-agents.ts';
import {diagnoseRights} from '../../cluster/doctor/diagnose-rights.ts';
import {diagnoseRoom} from '../../cluster/doctor/diagnose-room.ts';
import {diagnoseRuntime} from '../../cluster/doctor/diagnose-runtime.ts';
import {checkChannels} from '../../discord/check-channels.ts';
import type {ActionResult} from '../../discord/interaction-router.ts';
import {diagnoseRedis} from '../../store/redis-settings.ts';
import {probeImages} from '../../sandbox/probe-policy.ts';
import {renderFindings} from '../../views/facilitators/render-findings.ts';
import type {FacilitatorActOf} from '../../workshop/facilitator-act.ts';
import type {Finding} from '../../workshop/finding.ts';
import type {OpenWorkshop} from '../open-workshop.ts';
import type {FacilitatorParts} from './facilitator-parts.ts';

/** How long one check may take, and the probe of the network, in ms. */
const checkMs = 20_000;
const probeMs = 150_000;
/** For how many learners there is to be room, where nobody says. */
const usualClass = 30;

type DoctorParts = Pick<FacilitatorParts, 'chat' | 'role' | 'server' | 'identities' | 'watch' | 'store' | 'log'>;

/** One probe of the network at a time: a second one would take away the first one's sandboxes. */
let probing: Promise<unknown> = Promise.resolve();

/** Looks, before a class, at everything that a class needs. What can't be looked at is unknown, and no reason to stop. */
export async function runDoctor(
  {workshop, lab, directory}: OpenWorkshop,
  {learners}: FacilitatorActOf<'doctor'>,
  parts: DoctorParts,
): Promise<ActionResult> {
  const {chat, role, server, identities, watch, store, log} = parts;
  const check = async (
    name: string,
    run: (signal: AbortSignal) => Finding | Promise<Finding>,
    ms = checkMs,
  ): Promise<Finding> => {
    try {
      return await run(AbortSignal.timeout(ms));
    } catch (error) {
      log(`the check of ${name} broke`, error);
      return {name, state: 'unknown', said: 'It could not be looked at.', next: 'See the log, and try again.'};
    }
  };
  const expected = Math.max(learners ?? workshop.capacity ?? usualClass, directory.list().length);
  const sandboxes = directory.list().map(({namespace}) => namespace);
  const probe = probing.then(async () =>
    check(
      'NetworkPolicies',
      async (signal) => diagnoseNetworkPolicy({identities, ...probeImages(lab.images), signal}),
      probeMs,
    ),
  );
  probing = probe;
  const findings = await Promise.all([
    check('rights', async (signal) => diagnoseRights(server, {sandboxes: sandboxes.slice(0, 1), signal})),
    check('API server', async (signal) => diagnoseApiServer(server, signal)),
    check('Node.js', () => diagnoseRuntime()),
    check('images', async (signal) => diagnoseImages(identities, {images: lab.images, signal})),
    check('room', () => diagnoseRoom(watch.nodes(), {learners: expected, lab})),
    check('node agent', async (signal) => diagnoseNodeAgents(identities, signal)),
    check('Redis', async () => diagnoseRedis(store.redis)),
    probe,
  ]);
  return {
    kind: 'show',
    message: renderFindings(workshop.name, [...checkChannels(chat, workshop.channels, role), ...findings]),
  };
}
