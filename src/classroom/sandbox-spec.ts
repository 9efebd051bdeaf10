import {labPolicySchema, type LabPolicy} from '#src/sandbox/lab-policy.ts';
import type {SandboxSpec} from '#src/sandbox/sandbox.ts';
import type {Learner} from '#src/workshop/workshop.ts';

/** What a learner's sandbox follows from: the workshop's id, and its lab. */
export interface SandboxFrame {
  readonly workshopId: string;
  readonly installation: string | undefined;
  readonly lab: LabPolicy;
}

/** A learner's sandbox, and what the lab allows in it. */
export const toSandboxSpec = (learner: Learner, {workshopId, installation, lab}: SandboxFrame): SandboxSpec => ({
  namespace: learner.namespace,
  workshop: workshopId,
  ...(installation === undefined ? {} : {installation}),
  learner: {id: learner.id, name: learner.name},
  nodes: learner.nodes,
  // of the lab, what its sandboxes may do; the rest would travel with every command
  lab: labPolicySchema.parse(lab),
});
