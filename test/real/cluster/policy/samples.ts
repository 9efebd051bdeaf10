import {isJsonList, isJsonObject, omitKeys, type JsonObject, type JsonValue} from '#src/kubernetes/json.ts';
import type {OpenApiSchema, OpenApiSchemas} from '#src/sandbox/cluster-policies/open-api.ts';

/**
 * Values by the end of the field's path, where what the schema says is not enough for the API server: it validates before
 * the policies are asked, so only a valid object shows what these say.
 */
const samples: readonly (readonly [string, JsonValue])[] = [
  ['matchLabelKeys', ['tier']],
  ['mismatchLabelKeys', ['tier']],
  ['fileKeyRef', {key: 'a', path: 'a', volumeName: 'scratch'}],
  ['postStart.httpGet', {port: 80}],
  ['preStop.httpGet', {port: 80}],
  ['resizePolicy', [{resourceName: 'cpu', restartPolicy: 'NotRequired'}]],
  ['restartPolicyRules', [{action: 'Restart', exitCodes: {operator: 'In', values: [42]}}]],
  ['[].restartPolicy', 'Always'],
  ['initContainers.[].restartPolicy', 'Always'],
  ['appArmorProfile', {type: 'Unconfined'}],
  ['recursiveReadOnly', 'Disabled'],
  ['bindMountOptions', ['noexec']],
  ['spec.os', {name: 'linux'}],
  ['overhead', {cpu: '1'}],
  ['deletionTimestamp', '2026-01-01T00:00:00Z'],
  ['evictionResponders', [{name: 'example.com/a', priority: 1}]],
  ['schedulingGroup', {podGroupName: 'a'}],
  ['resourceClaims', [{name: 'gpu', resourceClaimName: 'gpu'}]],
  ['nameservers', ['10.0.0.1']],
  ['seLinuxChangePolicy', 'Recursive'],
  ['emptyDir.mode', 0o700],
  ['hostIP', '127.0.0.1'],
  ['azureDisk', {diskName: 'a', diskURI: 'https://a.blob.core.windows.net/b/c.vhd'}],
  [
    'ephemeral',
    {volumeClaimTemplate: {spec: {accessModes: ['ReadWriteOnce'], resources: {requests: {storage: '1Gi'}}}}},
  ],
  ['fc', {targetWWNs: ['a'], lun: 1}],
  ['flocker', {datasetName: 'a'}],
  ['[].image', {reference: 'evil'}],
  ['iscsi', {iqn: 'iqn.2015-02.example.com:a', lun: 1, targetPortal: '10.0.0.1'}],
  ['nfs', {path: '/', server: '10.0.0.1'}],
  ['serviceAccountToken', {path: 'token'}],
  ['clusterTrustBundle', {name: 'a', path: 'bundle'}],
  ['podCertificate', {signerName: 'example.com/a', keyType: 'ED25519', credentialBundlePath: 'credentials'}],
  ['quobyte', {registry: 'a:1', volume: 'a'}],
  ['scaleIO', {gateway: 'a', secretRef: {name: 'a'}, system: 'a', volumeName: 'a'}],
  ['storageos', {volumeName: 'a'}],
  ['externalIPs', ['10.0.0.1']],
  ['loadBalancerSourceRanges', ['10.0.0.0/8']],
  ['trafficDistribution', 'PreferClose'],
  ['managedBy', 'example.com/mine'],
  ['podFailurePolicy', {rules: [{action: 'FailJob', onExitCodes: {operator: 'In', values: [1]}}]}],
  ['successPolicy', {rules: [{succeededCount: 1}]}],
  ['dataSource', {kind: 'PersistentVolumeClaim', name: 'a'}],
  ['dataSourceRef', {kind: 'PersistentVolumeClaim', name: 'a'}],
  ['target.value', '1'],
  ['metrics.[].external', {metric: {name: 'a'}, target: {type: 'AverageValue', averageValue: '1'}}],
  ['metrics.[].pods', {metric: {name: 'a'}, target: {type: 'AverageValue', averageValue: '1'}}],
  [
    'metrics.[].object',
    {describedObject: {kind: 'Service', name: 'a'}, metric: {name: 'a'}, target: {type: 'Value', value: '1'}},
  ],
];

/** A value for the field at `path` that an API server takes. */
export function sampleAt(path: readonly string[], unresolved: OpenApiSchema, schemas: OpenApiSchemas): JsonValue {
  const at = path.join('.');
  const known = samples.find(([end]) => at === end || at.endsWith(`.${end}`));
  if (known !== undefined) return known[1];
  const schema = schemas.resolve(unresolved);
  if (schema.enum !== undefined)
    return schema.enum.find((value): value is string => typeof value === 'string' && value !== '') ?? '';
  switch (schema.type) {
    case 'integer':
    case 'number':
      return 1;
    case 'boolean':
      return true;
    case 'array':
      return schema.items === undefined ? [] : [sampleAt([...path, '[]'], schema.items, schemas)];
    case 'object':
      return objectAt(path, schema, schemas);
    default:
      return schema.properties === undefined ? 'a' : objectAt(path, schema, schemas);
  }
}

function objectAt(path: readonly string[], schema: OpenApiSchema, schemas: OpenApiSchemas): JsonObject {
  const entries = Object.entries(schema.properties ?? {}).filter(([key]) => schema.required?.includes(key) === true);
  return Object.fromEntries(entries.map(([key, below]) => [key, sampleAt([...path, key], below, schemas)]));
}

/** What has to stand beside a value, by the end of its path: else the API server finds the object invalid. */
const besides: readonly (readonly [string, JsonValue, JsonObject])[] = [
  ['httpGet.host', '*', {port: 80}],
  ['httpGet.protocol', '*', {port: 80}],
  ['tcpSocket.host', '*', {port: 80}],
  ['grpc.mode', '*', {port: 80}],
  ['livenessProbe.terminationGracePeriodSeconds', '*', {tcpSocket: {port: 80}}],
  ['startupProbe.terminationGracePeriodSeconds', '*', {tcpSocket: {port: 80}}],
  ['restartPolicyRules', '*', {restartPolicy: 'Never'}],
  [
    'topologySpreadConstraints.[].matchLabelKeys',
    '*',
    {
      maxSkew: 1,
      topologyKey: 'kubernetes.io/hostname',
      whenUnsatisfiable: 'ScheduleAnyway',
      labelSelector: {matchLabels: {app: 'a'}},
    },
  ],
  ['seccompProfile.localhostProfile', '*', {type: 'Localhost'}],
  ['seccompProfile.type', 'Localhost', {localhostProfile: 'a'}],
  ['dnsPolicy', 'None', {dnsConfig: {nameservers: ['10.0.0.1']}}],
  ['loadBalancerClass', '*', {type: 'LoadBalancer'}],
  ['loadBalancerSourceRanges', '*', {type: 'LoadBalancer'}],
  ['backoffLimitPerIndex', '*', {completionMode: 'Indexed', completions: 1}],
  ['maxFailedIndexes', '*', {completionMode: 'Indexed', completions: 1, backoffLimitPerIndex: 1}],
  ['successPolicy', '*', {completionMode: 'Indexed', completions: 1}],
  ['manualSelector', '*', {selector: {matchLabels: {app: 'alone'}}}],
  ['type', 'ExternalName', {externalName: 'kubernetes.default.svc'}],
  ['metrics.[].external', '*', {type: 'External'}],
  ['metrics.[].pods', '*', {type: 'Pods'}],
  ['metrics.[].object', '*', {type: 'Object'}],
  ['minReplicas', '*', {maxReplicas: 100}],
];

function companionsOf(path: readonly string[], value: JsonValue): JsonObject {
  const at = path.join('.');
  return besides.find(([end, of]) => at.endsWith(end) && (of === '*' || of === value))?.[2] ?? {};
}

/** A copy of `root` in which the field at `path` has the value, with what has to stand beside it. */
export function withField(root: JsonObject, path: readonly string[], value: JsonValue): JsonObject {
  const changed = withValue(root, {path, value, beside: companionsOf(path, value)});
  return changed as JsonObject;
}

interface Change {
  readonly path: readonly string[];
  readonly value: JsonValue;
  readonly beside: JsonObject;
}

function withValue(root: JsonValue | undefined, {path, value, beside}: Change, name = ''): JsonValue {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  const below = {path: rest, value, beside};
  if (step === '[]') {
    const items = isJsonList(root) ? root : [];
    const [next] = rest;
    // what a variable comes from is one thing
    const isOwn = next === undefined || next === 'valueFrom';
    const found = isOwn ? -1 : items.findIndex((item) => isJsonObject(item) && Object.hasOwn(item, next));
    const at = found === -1 && ownItem.has(name) ? items.length : Math.max(found, 0);
    const item = items[at] ?? (named.has(name) ? {name: 'extra'} : {});
    return [...items.slice(0, at), withValue(item, below, name), ...items.slice(at + 1)];
  }
  const held = isJsonObject(root) ? root : {};
  const changed = {...held, ...(rest.length === 0 ? beside : {}), [step]: withValue(held[step], below, step)};
  // a variable is a value or comes from somewhere
  return step === 'valueFrom' ? omitKeys(changed, ['value']) : changed;
}

/** Lists in which items are of one kind or another: a field that no item has takes an item of its own. */
const ownItem = new Set(['volumes', 'env', 'envFrom', 'metrics', 'sources']);
const named = new Set(['volumes', 'env']);
