import type {JsonObject} from '#src/kubernetes/json.ts';
import {admissionManifests, type ClusterVersion} from '#src/sandbox/cluster-policies/admission-manifests.ts';
import {installationManifests} from './install.ts';

/** All that Labrador needs in a cluster, in the order in which to apply it. */
export interface AllManifests {
  readonly manifests: readonly JsonObject[];
  /** What a cluster of that version does not enforce of the policy by itself, a sentence each. */
  readonly missing: readonly string[];
}

/**
 * What `cluster:install` applies and prints, the cluster's own policies included: the one list of it.
 * @param deployFolder where rbac.yaml, ingress-class.yaml and node-agent.yaml lie
 */
export async function allManifests(version: ClusterVersion, deployFolder: string): Promise<AllManifests> {
  const {manifests: policies, missing} = admissionManifests(version);
  return {manifests: await installationManifests(version, {deployFolder, extraManifests: () => policies}), missing};
}

const policyGroup = 'admissionregistration.k8s.io/v1';

/** Whether it is for API servers that have policies for admission alone. */
export const asksForPolicies = ({apiVersion}: JsonObject): boolean => apiVersion === policyGroup;

/** Where an API server tells everybody which of them it has. */
export const policiesPath = `/apis/${policyGroup}`;
