/**
 * The IngressClass that every Ingress of a sandbox has, whatever was written: no controller of the cluster is for it, so none
 * ever takes up a learner's hosts. Who asks by a host is answered by Labrador itself.
 */
export const ownIngressClass = 'labrador';

/** By which controllers knew which Ingresses are theirs, before there were classes. */
export const classAnnotation = 'kubernetes.io/ingress.class';

/** What that class says follows it. */
export const ownController = 'labrador.dev/browse';
