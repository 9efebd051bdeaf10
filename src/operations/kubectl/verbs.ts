import type {z} from 'zod';
import {refusedEverywhere} from './flags.ts';
import {annotate} from './verbs/annotate.ts';
import {apiResources} from './verbs/api-resources.ts';
import {apiVersions} from './verbs/api-versions.ts';
import {apply} from './verbs/apply.ts';
import {create} from './verbs/create.ts';
import {autoscale} from './verbs/autoscale.ts';
import {auth} from './verbs/auth.ts';
import {clusterInfo} from './verbs/cluster-info.ts';
import {config} from './verbs/config.ts';
import {cp} from './verbs/cp.ts';
import {deleteObjects} from './verbs/delete.ts';
import {describe} from './verbs/describe.ts';
import {diff} from './verbs/diff.ts';
import {events} from './verbs/events.ts';
import {exec} from './verbs/exec.ts';
import {explain} from './verbs/explain.ts';
import {expose} from './verbs/expose.ts';
import {get} from './verbs/get.ts';
import {label} from './verbs/label.ts';
import {logs} from './verbs/logs.ts';
import {patch} from './verbs/patch.ts';
import {replace} from './verbs/replace.ts';
import {rollout} from './verbs/rollout.ts';
import {run} from './verbs/run.ts';
import {scale} from './verbs/scale.ts';
import {set} from './verbs/set.ts';
import {top} from './verbs/top.ts';
import {version} from './verbs/version.ts';
import {wait} from './verbs/wait.ts';

/** The verbs that Labrador understands, in the order in which they are offered and taught. */
export const verbs = [
  get,
  describe,
  explain,
  events,
  apply,
  create,
  replace,
  diff,
  run,
  expose,
  deleteObjects,
  logs,
  exec,
  cp,
  label,
  rollout,
  scale,
  autoscale,
  top,
  set,
  patch,
  annotate,
  wait,
  auth,
  config,
  apiResources,
  apiVersions,
  clusterInfo,
  version,
] as const;

/** What a line of kubectl asks for. */
export type KubectlOperation = z.infer<(typeof verbs)[number]['schema']>;

export const verbNames: readonly string[] = verbs.map(({name}) => name);

/** Every long flag that is known, for telling `—watch` from `—it`. */
export const longFlags: readonly string[] = [
  ...new Set([...verbs.flatMap(({flags}) => flags), ...refusedEverywhere].map(({name}) => name)),
];
