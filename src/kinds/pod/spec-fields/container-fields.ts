import {
  anyBoolean,
  celList,
  each,
  fields,
  forbidden,
  integer,
  integerOrText,
  leftOutHere,
  listOf,
  oneOf,
  only,
  text,
  textList,
  type FieldRule,
  type FieldRules,
} from '#src/kinds/fields/field-rules.ts';
import {limitOf, requestOf} from './quantities.ts';
import {graceSeconds, sharesNode} from '#src/kinds/fields/reasons.ts';
import {userFields} from './user-fields.ts';
import {fieldReference, resourceReference} from './volume-fields.ts';
import {secretName} from '#src/kinds/secret/secret-name.ts';
import {words} from '#src/words/words.ts';

/**
 * What the runtimes give containers that say nothing, containerd as well as CRI-O: after `drop: [ALL]` some of it can be had
 * back, and nothing beyond it.
 * @see https://github.com/containerd/containerd/blob/main/pkg/oci/spec.go
 * @see https://github.com/cri-o/cri-o/blob/main/internal/config/capabilities/capabilities_linux.go
 */
const usualCapabilities = [
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'NET_BIND_SERVICE',
  'SETGID',
  'SETPCAP',
  'SETUID',
];

const addedCapability: FieldRule = {
  kind: 'text',
  refuse: (capability) => {
    if (usualCapabilities.includes(capability)) return undefined;
    const {allowed, because, valueNotAllowedSince} = words().policy;
    return {
      problem: valueNotAllowedSince({value: capability, reason: because.onlyUsual}),
      next: allowed({values: usualCapabilities.join(', ')}),
    };
  },
  cel: (capability) => `${capability} in ${celList(usualCapabilities)}`,
};

const containerSecurityContext = fields({
  ...userFields,
  readOnlyRootFilesystem: anyBoolean,
  /** True is what a container has that does not say it. */
  allowPrivilegeEscalation: anyBoolean,
  privileged: only(false, 'ownsNode'),
  capabilities: fields({drop: textList, add: listOf(addedCapability)}),
  procMount: forbidden(sharesNode),
});

const httpGet = fields({
  path: text,
  port: integerOrText,
  scheme: oneOf('HTTP', 'HTTPS'),
  httpHeaders: listOf(fields({name: text, value: text})),
  host: forbidden('nodeWouldCall'),
  protocol: forbidden(),
});

const tcpSocket = fields({port: integerOrText, host: forbidden('nodeWouldCall')});

const handlerFields: FieldRules = {exec: fields({command: textList}), httpGet, tcpSocket};

const probe = fields({
  ...handlerFields,
  grpc: fields({port: integer, service: text, mode: forbidden()}),
  ...each(['initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold'], integer),
  terminationGracePeriodSeconds: graceSeconds,
});

/** No httpGet: the kubelet follows a redirect of the answer to wherever it leads, the node's own ports too. */
const lifecycleHandler = fields({
  ...handlerFields,
  httpGet: forbidden('nodeWouldFollow'),
  sleep: fields({seconds: graceSeconds}),
});

const keyReference = (name: FieldRule): FieldRule => fields({name, key: text, optional: anyBoolean});

const environmentVariable = fields({
  name: text,
  value: text,
  valueFrom: fields({
    fieldRef: fieldReference,
    resourceFieldRef: resourceReference,
    configMapKeyRef: keyReference(text),
    secretKeyRef: keyReference(secretName),
    fileKeyRef: forbidden(),
  }),
});

const ofEachResource = (rule: (resource: string) => FieldRule): FieldRules =>
  Object.fromEntries(['cpu', 'memory', 'ephemeral-storage'].map((resource) => [resource, rule(resource)]));

const volumeMount = fields({
  name: text,
  mountPath: text,
  readOnly: anyBoolean,
  /** Not of what is on the node, which is decided where its paths are mapped; the kubelet follows no link out of a volume. */
  ...each(['subPath', 'subPathExpr'], text),
  ...each(['bindMountOptions', 'mountPropagation', 'recursiveReadOnly'], forbidden(sharesNode)),
});

const containerPort = fields({
  name: text,
  containerPort: integer,
  protocol: oneOf('TCP', 'UDP'),
  ...each(['hostIP', 'hostPort'], leftOutHere(sharesNode)),
});

const image: FieldRule = {
  kind: 'text',
  refuse: (image, {lab}) =>
    lab.images.includes(image) ? undefined : words().policy.noImage({image, images: lab.images.join(', ')}),
  cel: (image) => `${image} in variables.images`,
};

/**
 * Container runtimes enter it before they have let go of the node's own files, which `/proc/self/fd` would name.
 * @see https://github.com/opencontainers/runc/security/advisories/GHSA-xr7r-f8xq-vfvv
 */
const workingDirectory: FieldRule = {
  kind: 'text',
  refuse: (path) =>
    path.split('/').includes('proc')
      ? {
          problem: words().policy.valueNotAllowedSince({value: path, reason: words().policy.because[sharesNode]}),
          next: words().policy.removeIt,
        }
      : undefined,
  cel: (path) => `!${path}.split("/").exists(p, p == "proc")`,
};

const containerFields: FieldRules = {
  name: text,
  image,
  imagePullPolicy: oneOf('Always', 'IfNotPresent', 'Never'),
  command: textList,
  args: textList,
  workingDir: workingDirectory,
  ports: listOf(containerPort),
  env: listOf(environmentVariable),
  envFrom: listOf(
    fields({
      prefix: text,
      configMapRef: fields({name: text, optional: anyBoolean}),
      secretRef: fields({name: secretName, optional: anyBoolean}),
    }),
  ),
  resources: fields({
    limits: fields(ofEachResource(limitOf)),
    requests: fields(ofEachResource(requestOf)),
    claims: forbidden(),
  }),
  volumeMounts: listOf(volumeMount),
  volumeDevices: forbidden('volumesOfLab'),
  ...each(['livenessProbe', 'readinessProbe', 'startupProbe'], probe),
  lifecycle: fields({postStart: lifecycleHandler, preStop: lifecycleHandler, stopSignal: forbidden()}),
  securityContext: containerSecurityContext,
  ...each(['stdin', 'stdinOnce', 'tty'], anyBoolean),
  terminationMessagePath: text,
  terminationMessagePolicy: oneOf('File', 'FallbackToLogsOnError'),
  ...each(['resizePolicy', 'restartPolicy', 'restartPolicyRules'], forbidden()),
};

export const container = fields(containerFields);

/** One that is always restarted is a sidecar. */
export const initContainer = fields({...containerFields, restartPolicy: oneOf('Always')});
