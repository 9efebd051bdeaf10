import {admissionPolicy} from './admission-policy.ts';
import {allowedKinds} from '../policy/allowed-kinds.ts';
import {isLearner} from './cel-of-sandbox.ts';
import {reasonOf} from './cel-of-rules.ts';
import {celList} from '#src/kinds/fields/field-rules.ts';
import type {JsonObject} from '#src/kubernetes/json.ts';
import {keptBindings} from '#src/kinds/role-binding/kept-bindings.ts';
import {learnerAccount, longestAccountName} from '#src/kinds/service-account/kept-accounts.ts';
import {equalLearners, longestGraceSeconds} from '#src/kinds/fields/reasons.ts';

const ofLearner = {name: 'of-a-learner', expression: isLearner};

/** What also holds the sandbox is written for learners, and never by them. */
const written = allowedKinds.filter(({heldBy}) => heldBy === undefined);
const admittedResources = written.map(({group, plural}) => `${group}/${plural}`);

/** What admission judges besides the objects of each kind. */
export function learnerPolicies(): JsonObject[] {
  return [
    // RBAC refuses these first; should a role ever be bound to a learner by mistake, this still stands
    ...admissionPolicy({
      name: 'other-kinds',
      apiGroups: ['*'],
      resources: ['*/*'],
      operations: ['CREATE', 'UPDATE', 'DELETE'],
      only: ofLearner,
      conditions: [
        {
          field: 'it is none of what learners write',
          expression: `(request.resource.resource == "localsubjectaccessreviews" && request.resource.group == "authorization.k8s.io") || !has(request.subResource) && (request.resource.group + "/" + request.resource.resource) in ${celList(admittedResources)}`,
          offenders: `request.resource.resource + (has(request.subResource) ? "/" + request.subResource : "") + ": it is none of what learners write"`,
        },
      ],
    }),
    ...admissionPolicy({
      name: 'deletion',
      apiGroups: [...new Set(written.map(({group}) => group))].sort(),
      resources: written.map(({plural}) => plural),
      operations: ['DELETE'],
      only: ofLearner,
      conditions: [
        {
          field: 'gracePeriodSeconds',
          because: reasonOf('endsSoon'),
          expression: `!has(request.options) || !has(request.options.gracePeriodSeconds) || request.options.gracePeriodSeconds <= ${longestGraceSeconds}`,
        },
      ],
    }),
    ...admissionPolicy({
      name: 'what-sandboxes-work-by',
      apiGroups: ['', 'rbac.authorization.k8s.io'],
      resources: ['serviceaccounts', 'rolebindings'],
      operations: ['CREATE', 'UPDATE', 'DELETE'],
      only: ofLearner,
      conditions: [
        {
          field: 'metadata.name',
          because: 'the sandbox itself works by it',
          expression: `!((request.operation == "DELETE" ? request.name : object.metadata.name) in (request.resource.resource == "serviceaccounts" ? ${celList([learnerAccount])} : ${celList(Object.values(keptBindings))}))`,
        },
        {
          field: 'metadata.name',
          because: `the name of an account has ${longestAccountName} characters at most`,
          expression: `request.operation == "DELETE" || request.resource.resource != "serviceaccounts" || size(object.metadata.name) <= ${longestAccountName}`,
        },
      ],
    }),
    // a Pod that named none has the cluster's default by now
    ...admissionPolicy({
      name: 'pod-priority',
      apiGroups: [''],
      resources: ['pods'],
      operations: ['CREATE'],
      params: {apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass'},
      conditions: [
        {
          field: 'spec.priorityClassName',
          because: reasonOf(equalLearners),
          expression:
            '!has(object.spec.priorityClassName) || object.spec.priorityClassName != params.metadata.name || (has(params.globalDefault) && params.globalDefault)',
        },
      ],
    }),
  ];
}
