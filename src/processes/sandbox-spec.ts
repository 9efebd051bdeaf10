import {labPolicySchema, type LabPolicy} from '../sandbox/lab-policy.ts';
import type {SandboxSpec} from '../sandbox/sandbox.ts';
import {openWorkshopId, type Learner} from '../workshop/workshop.ts';

/** A learner's sandbox, and what the lab allows in it. */
export const toSandboxSpec = (learner: Learner, lab: LabPolicy): SandboxSpec => ({
  namespace: learner.namespace,
  workshop: openWorkshopId,
  learner: {id: learner.id, name: learner.name},
  nodes: learner.nodes,
  // of the lab, what its sandboxes may do; the rest would travel with every command
  lab: labPolicySchema.parse(lab),
});
