import {fieldError} from '../status-error.ts';
import type {Lease} from '../objects/lease.ts';
import {integer, kind, object, optionalTime, string} from '../schema/schema.ts';
import {age, ageColumn, column, nameColumn} from './column.ts';
import {defineType} from './resource-type.ts';

/**
 * Written and read by whoever elects a leader, and by each node for as long as it lives.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/lease-v1/
 */
export const leases = defineType<Lease>({
  group: 'coordination.k8s.io',
  plural: 'leases',
  singular: 'lease',
  kind: 'Lease',
  schema: kind('Lease', {
    spec: object('LeaseSpec', {
      holderIdentity: string,
      leaseDurationSeconds: integer,
      acquireTime: optionalTime,
      renewTime: optionalTime,
      leaseTransitions: integer,
      strategy: string,
      preferredHolder: string,
    }),
  }),
  columns: [nameColumn, column('Holder'), ageColumn],
  row: (lease, nowMs) => [lease.metadata.name, lease.spec?.holderIdentity ?? '', age(lease, nowMs)],
  validate: ({spec = {}}) => {
    const {leaseDurationSeconds = 1, leaseTransitions = 0} = spec;
    return [
      ...(leaseDurationSeconds > 0
        ? []
        : [fieldError.invalid('spec.leaseDurationSeconds', leaseDurationSeconds, 'must be greater than 0')]),
      ...(leaseTransitions >= 0
        ? []
        : [fieldError.invalid('spec.leaseTransitions', leaseTransitions, 'must be greater than or equal to 0')]),
    ];
  },
});
