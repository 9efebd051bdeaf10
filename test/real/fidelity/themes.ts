import type {Theme} from './step.ts';
import {accessRows} from './themes/access-rows.ts';
import {apiRequests} from './themes/api-requests.ts';
import {claims, statefulSets} from './themes/claims.ts';
import {clientNode} from './themes/client-node.ts';
import {containers} from './themes/containers.ts';
import {daemonSets} from './themes/daemon-sets.ts';
import {deleting} from './themes/deleting.ts';
import {errors} from './themes/errors.ts';
import {jobs} from './themes/jobs.ts';
import {limits} from './themes/limits.ts';
import {names} from './themes/names.ts';
import {nodes} from './themes/nodes.ts';
import {reading} from './themes/reading.ts';
import {refusedObjects} from './themes/refused-objects.ts';
import {scaling} from './themes/scaling.ts';
import {scheduling} from './themes/scheduling.ts';
import {sidecars} from './themes/sidecars.ts';
import {subresources} from './themes/subresources.ts';
import {theLab} from './themes/the-lab.ts';
import {typeRows} from './themes/type-rows.ts';
import {watching} from './themes/watching.ts';
import {workloads} from './themes/workloads.ts';

/**
 * Each list is played in its order, the lists side by side. What labels the same nodes, taints them or takes the same
 * node port is in one list; the longest are first.
 */
export const allThemes: readonly (readonly Theme[])[] = [
  [theLab],
  // What the scheduler says of a Pod tells how the nodes are.
  [subresources, daemonSets, scheduling, nodes],
  [workloads],
  [jobs],
  [statefulSets],
  [claims],
  [scaling],
  [typeRows],
  [errors],
  [reading],
  [refusedObjects],
  [containers],
  [sidecars],
  [names],
  [deleting],
  [limits],
  [watching],
  [accessRows],
  [apiRequests],
  [clientNode],
];
