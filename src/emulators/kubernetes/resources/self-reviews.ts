import {any, kind, list, object, string} from '../schema/schema.ts';
import {defineType} from './resource-type.ts';

// These are asked, never stored.

const asked = {
  resourceAttributes: object('ResourceAttributes', {
    namespace: string,
    verb: string,
    group: string,
    version: string,
    resource: string,
    subresource: string,
    name: string,
    fieldSelector: any,
    labelSelector: any,
  }),
  nonResourceAttributes: object('NonResourceAttributes', {path: string, verb: string}),
};

/** Whether who asks may do something. */
export const selfSubjectAccessReviews = defineType({
  group: 'authorization.k8s.io',
  plural: 'selfsubjectaccessreviews',
  singular: 'selfsubjectaccessreview',
  kind: 'SelfSubjectAccessReview',
  namespaced: false,
  verbs: ['create'],
  schema: kind('SelfSubjectAccessReview', {
    spec: object('SelfSubjectAccessReviewSpec', asked),
    status: any,
  }),
});

/** Whether somebody else may do something in a namespace. */
export const localSubjectAccessReviews = defineType({
  group: 'authorization.k8s.io',
  plural: 'localsubjectaccessreviews',
  singular: 'localsubjectaccessreview',
  kind: 'LocalSubjectAccessReview',
  verbs: ['create'],
  schema: kind('LocalSubjectAccessReview', {
    spec: object('SubjectAccessReviewSpec', {...asked, user: string, groups: list(string), extra: any, uid: string}),
    status: any,
  }),
});

/** All that who asks may do in a namespace. */
export const selfSubjectRulesReviews = defineType({
  group: 'authorization.k8s.io',
  plural: 'selfsubjectrulesreviews',
  singular: 'selfsubjectrulesreview',
  kind: 'SelfSubjectRulesReview',
  namespaced: false,
  verbs: ['create'],
  schema: kind('SelfSubjectRulesReview', {
    spec: object('SelfSubjectRulesReviewSpec', {namespace: string}),
    status: any,
  }),
});

/** Who it is that asks. */
export const selfSubjectReviews = defineType({
  group: 'authentication.k8s.io',
  plural: 'selfsubjectreviews',
  singular: 'selfsubjectreview',
  kind: 'SelfSubjectReview',
  namespaced: false,
  verbs: ['create'],
  schema: kind('SelfSubjectReview', {status: any}),
});
