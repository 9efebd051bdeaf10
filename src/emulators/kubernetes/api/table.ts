import type {JsonObject} from '../json.ts';
import type {KubeObject} from '../objects/kube-object.ts';
import {templateGenerationAnnotation} from '../resources/daemon-sets.ts';
import type {Column} from '../resources/column.ts';
import type {ResourceType} from '../resources/resource-type.ts';

/** How objects are to be sent: whole, as rows for a person, or their metadata alone. */
export type View = {kind: 'object'} | {kind: 'metadata'} | {kind: 'table'; includeObject: string};

const tableTypes = /application\/json;\s*as=(\w+);\s*v=(\w+);\s*g=meta\.k8s\.io/;

/** The first acceptable form that we have; anything unknown falls back to whole objects. */
export function viewFor(accept: string, query: URLSearchParams): View {
  for (const part of accept.split(',')) {
    const [, as, version] = tableTypes.exec(part) ?? [];
    if (as === 'Table' && version === 'v1')
      return {kind: 'table', includeObject: query.get('includeObject') ?? 'Metadata'};
    if (version === 'v1' && as?.startsWith('PartialObjectMetadata') === true) return {kind: 'metadata'};
    if (/^\s*(application\/json|\*\/\*)\s*(;|$)/.test(part) && as === undefined) return {kind: 'object'};
  }
  return {kind: 'object'};
}

export interface TableOptions {
  includeObject: string;
  nowMs: number;
  /** Later events of a watch leave the columns out. */
  hasColumns: boolean;
}

/** @see https://kubernetes.io/docs/reference/using-api/api-concepts/#receiving-resources-as-tables */
export function toTable(
  type: ResourceType,
  objects: readonly KubeObject[],
  {listMetadata, isList = false, ...options}: TableOptions & {listMetadata: JsonObject; isList?: boolean},
): object {
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata: listMetadata,
    columnDefinitions: options.hasColumns ? type.columns.map(toDefinition) : [],
    rows: objects.map((object) => ({
      cells: type.row(object, options.nowMs, isList ? objects : []),
      ...(options.includeObject === 'None' ? {} : {object: included(object, options.includeObject)}),
    })),
  };
}

function toDefinition({name, type, format, description, priority}: Column): Column {
  return {name, type, format, description, priority};
}

function included(object: KubeObject, includeObject: string): object {
  return includeObject === 'Object' ? object : toPartial(object);
}

/** What counts templates is a field of the server's own form of an object, and an annotation of whole ones alone. */
export function toPartial({metadata}: KubeObject): object {
  const {annotations = {}, ...others} = metadata;
  const {[templateGenerationAnnotation]: _, ...shown} = annotations;
  const isBare = Object.keys(shown).length === 0;
  const partial = isBare ? others : {...others, annotations: shown};
  return {kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: partial};
}
