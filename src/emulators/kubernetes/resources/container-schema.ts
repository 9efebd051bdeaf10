import {
  atomicObject,
  boolean,
  integer,
  intOrString,
  list,
  listMap,
  map,
  object,
  quantity,
  set,
  string,
  type ObjectSchema,
} from '../schema/schema.ts';
import {fieldRef, resourceFieldRef} from './pod-references-schema.ts';
import {appArmorProfile, seccompProfile, seLinuxOptions, windowsOptions} from './security-schema.ts';

const keySelector = (name: string): ObjectSchema =>
  atomicObject(name, {name: string, key: string, optional: boolean}, ['key']);
const environment = listMap(
  ['name'],
  object(
    'EnvVar',
    {
      name: string,
      value: string,
      valueFrom: object('EnvVarSource', {
        fieldRef,
        resourceFieldRef,
        configMapKeyRef: keySelector('ConfigMapKeySelector'),
        secretKeyRef: keySelector('SecretKeySelector'),
        fileKeyRef: atomicObject(
          'FileKeySelector',
          {
            volumeName: string,
            path: string,
            key: string,
            optional: boolean,
          },
          ['volumeName', 'path', 'key'],
        ),
      }),
    },
    ['name'],
  ),
);
const environmentSource = object('EnvFromSource', {
  prefix: string,
  configMapRef: object('ConfigMapEnvSource', {name: string, optional: boolean}),
  secretRef: object('SecretEnvSource', {name: string, optional: boolean}),
});

const exec = object('ExecAction', {command: list(string)});
const httpGet = object('HTTPGetAction', {
  path: string,
  port: intOrString,
  host: string,
  scheme: string,
  protocol: string,
  httpHeaders: list(object('HTTPHeader', {name: string, value: string}, ['name', 'value'])),
});
const tcpSocket = object('TCPSocketAction', {port: intOrString, host: string});
const probe = object('Probe', {
  exec,
  httpGet,
  tcpSocket,
  grpc: object('GRPCAction', {port: integer, service: string, mode: string}),
  initialDelaySeconds: integer,
  timeoutSeconds: integer,
  periodSeconds: integer,
  successThreshold: integer,
  failureThreshold: integer,
  terminationGracePeriodSeconds: integer,
});
const handler = object('LifecycleHandler', {
  exec,
  httpGet,
  tcpSocket,
  sleep: object('SleepAction', {seconds: integer}),
});

export const resources = object('ResourceRequirements', {
  limits: map(quantity),
  requests: map(quantity),
  claims: listMap(['name'], object('ResourceClaim', {name: string, request: string}, ['name'])),
});
const containerSecurity = object('SecurityContext', {
  capabilities: object('Capabilities', {add: list(string), drop: list(string)}),
  privileged: boolean,
  seLinuxOptions,
  windowsOptions,
  runAsUser: integer,
  runAsGroup: integer,
  runAsNonRoot: boolean,
  readOnlyRootFilesystem: boolean,
  allowPrivilegeEscalation: boolean,
  procMount: string,
  seccompProfile,
  appArmorProfile,
});
const containerFields = {
  name: string,
  image: string,
  command: list(string),
  args: list(string),
  workingDir: string,
  ports: listMap(
    ['containerPort', 'protocol'],
    object(
      'ContainerPort',
      {
        name: string,
        hostPort: integer,
        containerPort: integer,
        protocol: string,
        hostIP: string,
      },
      ['containerPort'],
    ),
    {protocol: 'TCP'},
  ),
  envFrom: list(environmentSource),
  env: environment,
  resources,
  resizePolicy: list(
    object('ContainerResizePolicy', {resourceName: string, restartPolicy: string}, ['resourceName', 'restartPolicy']),
  ),
  restartPolicy: string,
  restartPolicyRules: list(
    object('ContainerRestartRule', {
      action: string,
      exitCodes: object('ContainerRestartRuleOnExitCodes', {operator: string, values: set(integer)}),
    }),
  ),
  volumeMounts: listMap(
    ['mountPath'],
    object(
      'VolumeMount',
      {
        name: string,
        readOnly: boolean,
        recursiveReadOnly: string,
        mountPath: string,
        subPath: string,
        mountPropagation: string,
        bindMountOptions: set(string),
        subPathExpr: string,
      },
      ['name', 'mountPath'],
    ),
  ),
  volumeDevices: listMap(
    ['devicePath'],
    object('VolumeDevice', {name: string, devicePath: string}, ['name', 'devicePath']),
  ),
  livenessProbe: probe,
  readinessProbe: probe,
  startupProbe: probe,
  lifecycle: object('Lifecycle', {postStart: handler, preStop: handler, stopSignal: string}),
  terminationMessagePath: string,
  terminationMessagePolicy: string,
  imagePullPolicy: string,
  securityContext: containerSecurity,
  stdin: boolean,
  stdinOnce: boolean,
  tty: boolean,
};
export const container = object('Container', containerFields, ['name']);
export const ephemeralContainer = object('EphemeralContainer', {...containerFields, targetContainerName: string}, [
  'name',
]);
