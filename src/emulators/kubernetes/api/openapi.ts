import {isObject, type Json, type JsonObject} from '../json.ts';
import {groupVersions, resourceTypes} from '../resources/registry.ts';
import type {ResourceType} from '../resources/resource-type.ts';
import {kubernetesVersion} from '../version.ts';
import type {ObjectSchema, Schema} from '../schema/schema.ts';

/** The list of OpenAPI documents: one a group and version. */
export function openApiIndex(): object {
  const paths = ['api/v1', ...groupVersions().map(({group, version}) => `apis/${group}/${version}`)];
  return {
    paths: Object.fromEntries(paths.map((path) => [path, {serverRelativeURL: `/openapi/v3/${path}`}])),
  };
}

/**
 * One document: the schemas of its types with their merge keys, and of the paths as much as tells kubectl that the
 * server validates fields itself.
 * @returns undefined for a group and version that does not exist
 */
export function openApiDocument(path: string): object | undefined {
  const [root, ...parts] = path.split('/');
  const [group, version] = root === 'api' ? ['', parts[0]] : parts;
  const types = resourceTypes.filter((type) => type.group === group && type.version === version);
  if (types.length === 0) return undefined;
  const schemas: JsonObject = {};
  for (const type of types) define(type, schemas);
  return {
    openapi: '3.0.0',
    info: {title: 'Kubernetes', version: kubernetesVersion},
    paths: Object.fromEntries(types.map((type) => [objectPath(type), pathItem(type)])),
    components: {schemas},
  };
}

function objectPath(type: ResourceType): string {
  const root = type.group === '' ? `/api/${type.version}` : `/apis/${type.group}/${type.version}`;
  return `${root}${type.namespaced ? '/namespaces/{namespace}' : ''}/${type.plural}/{name}`;
}

function pathItem(type: ResourceType): object {
  const parameters = ['dryRun', 'fieldManager', 'fieldValidation', 'force'].map((name) => ({
    name,
    in: 'query',
    schema: {type: 'string', uniqueItems: true},
  }));
  return {
    patch: {
      parameters,
      responses: {'200': {description: 'OK'}},
      'x-kubernetes-action': 'patch',
      'x-kubernetes-group-version-kind': gvk(type),
    },
  };
}

function gvk({group, version, kind}: ResourceType): JsonObject {
  return {group, version, kind};
}

function define(type: ResourceType, schemas: JsonObject): void {
  const name = definitionName(type.schema);
  reference(type.schema, schemas);
  const schema = schemas[name];
  schemas[name] = {...(isObject(schema) ? schema : {}), 'x-kubernetes-group-version-kind': [gvk(type)]};
}

function definitionName({name}: ObjectSchema): string {
  return `io.k8s.api.${name}`;
}

/** A reference to an object's schema, which is defined on the way when it is not yet. */
function reference(schema: ObjectSchema, schemas: JsonObject): JsonObject {
  const name = definitionName(schema);
  if (schemas[name] === undefined) {
    schemas[name] = {};
    const properties: JsonObject = {};
    for (const [field, child] of Object.entries(schema.fields)) properties[field] = describe(child, schemas);
    schemas[name] = {type: 'object', properties, ...(schema.isAtomic ? {'x-kubernetes-map-type': 'atomic'} : {})};
  }
  return {$ref: `#/components/schemas/${name}`};
}

const quantity = {oneOf: [{type: 'string'}, {type: 'number'}]};
const intOrString = {format: 'int-or-string', oneOf: [{type: 'integer'}, {type: 'string'}]};

/** A reference to a scalar that has a name, which is defined on the way. */
function named(name: string, schema: JsonObject, schemas: JsonObject): JsonObject {
  schemas[name] = schema;
  return {$ref: `#/components/schemas/${name}`};
}

function describe(schema: Schema, schemas: JsonObject): Json {
  switch (schema.kind) {
    case 'object':
      return {allOf: [reference(schema, schemas)], default: {}};
    case 'map':
      return {type: 'object', additionalProperties: describe(schema.values, schemas)};
    case 'list': {
      const [mergeKey] = schema.keys;
      return {
        type: 'array',
        items: describe(schema.items, schemas),
        'x-kubernetes-list-type': schema.merge,
        ...(schema.merge === 'map' ? {'x-kubernetes-list-map-keys': [...schema.keys]} : {}),
        ...(mergeKey === undefined ? {} : {'x-kubernetes-patch-merge-key': mergeKey}),
        ...(schema.merge === 'atomic' ? {} : {'x-kubernetes-patch-strategy': 'merge'}),
      };
    }
    case 'any':
      return {type: 'object'};
    case 'quantity':
      return named('io.k8s.apimachinery.pkg.api.resource.Quantity', quantity, schemas);
    case 'time':
    case 'optional-time':
      return {type: 'string', format: 'date-time'};
    case 'int-or-string':
      return named('io.k8s.apimachinery.pkg.util.intstr.IntOrString', intOrString, schemas);
    case 'bytes':
      return {type: 'string', format: 'byte'};
    case 'long':
      return {type: 'integer', format: 'int64'};
    case 'integer':
      return {type: 'integer', format: 'int32'};
    default:
      return {type: schema.kind};
  }
}
