import {isTypeThat, type ResourceTypeName} from '#src/kinds/resource-types.ts';
import type {Operation} from './operation.ts';
import {verbs} from './kubectl/verbs.ts';
import type {Verb} from './kubectl/verb.ts';

/**
 * Whether a line is about what is in a namespace, so that it matters which is the current one. Not so for one that is only about
 * the cluster, and for what Labrador does besides kubectl, which is done to the whole sandbox.
 */
export function isOfNamespace(operation: Operation): boolean {
  if (operation.kind === 'browse' || operation.kind === 'edit') return true;
  const verb: Verb | undefined = verbs.find(({schema}) => schema.shape.kind.value === operation.kind);
  if (verb === undefined || verb.isOfContext === true || verb.isOfCluster === true) return false;
  switch (operation.kind) {
    case 'create':
      return operation.from.is !== 'line' || operation.from.object['kind'] !== 'Namespace';
    case 'label':
      return isInNamespace(operation.type);
    case 'get':
    case 'describe':
      return operation.resources.some(({type}) => isInNamespace(type));
    case 'delete':
      return operation.sources.length > 0 || operation.resources.some(({type}) => isInNamespace(type));
    default:
      return true;
  }
}

const isInNamespace = (type: ResourceTypeName): boolean => isTypeThat(type, 'isNamespaced');
