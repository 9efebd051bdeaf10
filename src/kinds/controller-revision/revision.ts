import {z} from 'zod';
import {omitKeys, type JsonObject} from '#src/kubernetes/json.ts';
import type {ReadRevision} from '../rollout.ts';

const schema = z.looseObject({
  revision: z.number(),
  data: z.looseObject({spec: z.looseObject({template: z.record(z.string(), z.json())})}),
});

/** The revision of a DaemonSet that a ControllerRevision keeps. */
export function readControllerRevision(object: JsonObject): ReturnType<ReadRevision> {
  const {revision, data} = schema.parse(object);
  return {revision, template: omitKeys(data.spec.template, ['$patch'])};
}
