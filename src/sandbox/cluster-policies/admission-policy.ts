import type {CelCondition} from './cel-of-rules.ts';
import {celText} from '#src/kinds/fields/field-rules.ts';
import type {JsonObject} from '#src/kubernetes/json.ts';
import {managedBy, sandboxLabels} from '../namespace/sandbox-labels.ts';

const apiVersion = 'admissionregistration.k8s.io/v1';

/** What the cluster's denials begin with, after the name of the policy, which begins with `labrador-`. */
const denial = 'Not allowed in a sandbox: ';

const inSandboxes: JsonObject = {
  namespaceSelector: {matchExpressions: [{key: sandboxLabels.workshop, operator: 'Exists'}]},
};

export interface AdmissionPolicy {
  /** Without `labrador-`. */
  readonly name: string;
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly operations: readonly ('CREATE' | 'UPDATE' | 'DELETE')[];
  /** Which requests are judged, in CEL; all of them without. */
  readonly only?: {readonly name: string; readonly expression: string};
  /** Objects of the cluster that the conditions are about as `params`, each in turn; none is no denial. */
  readonly params?: {readonly apiVersion: string; readonly kind: string};
  readonly variables?: readonly JsonObject[];
  readonly conditions: readonly CelCondition[];
}

/** A policy that holds in all sandboxes, and its binding. */
export function admissionPolicy(policy: AdmissionPolicy): JsonObject[] {
  const {apiGroups, resources, operations, only, params, variables = [], conditions} = policy;
  const metadata = {name: `labrador-${policy.name}`, labels: {[sandboxLabels.managedBy]: managedBy}};
  const rule = {apiGroups, apiVersions: ['*'], operations, resources, scope: 'Namespaced'};
  return [
    {
      apiVersion,
      kind: 'ValidatingAdmissionPolicy',
      metadata,
      spec: {
        failurePolicy: 'Fail',
        ...(params === undefined ? {} : {paramKind: {...params}}),
        matchConstraints: {...inSandboxes, resourceRules: [rule]},
        ...(only === undefined ? {} : {matchConditions: [{...only}]}),
        variables: [...variables],
        validations: conditions.map(validation),
      },
    },
    {
      apiVersion,
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata,
      spec: {
        policyName: metadata.name,
        validationActions: ['Deny'],
        matchResources: inSandboxes,
        ...(params === undefined ? {} : {paramRef: {selector: {}, parameterNotFoundAction: 'Allow'}}),
      },
    },
  ];
}

function validation({field, because, expression, offenders}: CelCondition): JsonObject {
  return {
    expression,
    message: `${denial}${field}${because === undefined ? '' : `: ${because}`}`,
    ...(offenders === undefined ? {} : {messageExpression: `${celText(denial)} + (${offenders})`}),
    reason: 'Forbidden',
  };
}
