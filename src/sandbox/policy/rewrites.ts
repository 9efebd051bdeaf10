import type {KindName} from '#src/kinds/resource-types.ts';
import type {JsonObject, JsonValue} from '#src/kubernetes/json.ts';
import type {SandboxSpec} from '../sandbox.ts';
import {requireWithinContainer} from './judge-limit-range.ts';
import type {RewriteContext} from './rewrite-context.ts';
import {rewriteIngress} from './rewrite-ingress.ts';
import {confineNetworkPolicy, writeBackNetworkPolicy} from './rewrite-network-policy.ts';
import {rewriteRoleBinding, writtenNamespaceOf} from './rewrite-role-binding.ts';
import {rewriteService} from './rewrite-service.ts';

/** An object whose fields were judged. */
interface Judged {
  /** In its namespace, and with what becomes of every Pod. */
  readonly object: JsonObject;
  /** As it was written. */
  readonly written: JsonObject;
  /** Whether it is from the cluster, which wrote some of it. */
  readonly isLive: boolean;
}

/** What becomes of the objects of a kind alone. */
interface Rewrite {
  /** @throws UserError `refused` */
  readonly admit: (judged: Judged, context: RewriteContext) => JsonObject;
  /** The way back to what the learner wrote; undefined: nothing but what holds of all kinds. */
  readonly writeBack?: (object: JsonObject, spec: SandboxSpec) => JsonObject;
  /** Of one in the cluster, with the fields that learners write, before a change is judged beside it. */
  readonly beforeChange?: (object: JsonObject, context: RewriteContext) => JsonObject;
}

/** By kind. Of the others becomes what becomes of all: of their namespace, their Pods, their texts. */
const rewrites: Readonly<Partial<Record<KindName, Rewrite>>> = {
  NetworkPolicy: {
    admit: ({object}, {spec}) => confineNetworkPolicy(object, spec),
    writeBack: writeBackNetworkPolicy,
  },
  Service: {
    admit: ({object, isLive}, context) => rewriteService(object, isLive, context),
    beforeChange: (object, context) => rewriteService(object, true, context),
  },
  Ingress: {admit: ({object}, context) => rewriteIngress(object, context)},
  LimitRange: {
    admit: ({object}, context) => {
      requireWithinContainer(object, context);
      return object;
    },
  },
  RoleBinding: {
    admit: ({object, written}, context) => rewriteRoleBinding(object, writtenNamespaceOf(written), context),
  },
};
const byKind: ReadonlyMap<unknown, Rewrite> = new Map(Object.entries(rewrites));

/** Undefined for a kind of which becomes what becomes of all. */
export const rewriteOf = (kind: JsonValue | undefined): Rewrite | undefined => byKind.get(kind);
