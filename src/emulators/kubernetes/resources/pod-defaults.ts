import type {Container, PodSpec, Probe} from '../objects/pod.ts';

/** What the API server fills in for a Pod, and for the Pod template of a controller. */
export function setPodSpecDefaults(spec: PodSpec): void {
  fillIn(spec, {
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    securityContext: {},
    schedulerName: 'default-scheduler',
  });
  if (spec.serviceAccountName !== undefined) fillIn(spec, {serviceAccount: spec.serviceAccountName});
  for (const volume of spec.volumes ?? []) {
    if (Object.keys(volume).length === 1) volume.emptyDir = {};
    if (volume.hostPath !== undefined) fillIn(volume.hostPath, {type: ''});
    if (volume.configMap !== undefined) fillIn(volume.configMap, {defaultMode: 0o644});
    if (volume.secret !== undefined) fillIn(volume.secret, {defaultMode: 0o644});
    if (volume.projected !== undefined) fillIn(volume.projected, {defaultMode: 0o644});
    if (volume.downwardAPI !== undefined) fillIn(volume.downwardAPI, {defaultMode: 0o644});
    for (const {downwardAPI} of [volume, ...(volume.projected?.sources ?? [])]) {
      for (const {fieldRef} of downwardAPI?.items ?? [])
        if (fieldRef !== undefined) fillIn(fieldRef, {apiVersion: 'v1'});
    }
  }
  for (const container of [...(spec.initContainers ?? []), ...(spec.containers ?? [])]) setContainerDefaults(container);
}

function setContainerDefaults(container: Container): void {
  fillIn(container, {
    imagePullPolicy: isLatest(container.image) ? 'Always' : 'IfNotPresent',
    resources: {},
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
  });
  for (const port of container.ports ?? []) fillIn(port, {protocol: 'TCP'});
  for (const {valueFrom} of container.env ?? []) {
    if (valueFrom?.fieldRef !== undefined) fillIn(valueFrom.fieldRef, {apiVersion: 'v1'});
  }
  for (const probe of [container.readinessProbe, container.livenessProbe, container.startupProbe]) {
    if (probe !== undefined) setProbeDefaults(probe);
  }
}

/** What has a limit and no request asks for all of it. A template is left as it is. */
export function setRequestDefaults({containers = [], initContainers = []}: Partial<PodSpec>): void {
  for (const {resources} of [...initContainers, ...containers]) {
    if (resources?.limits !== undefined) resources.requests = {...resources.limits, ...resources.requests};
  }
}

function setProbeDefaults(probe: Probe): void {
  fillIn(probe, {timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3});
  if (probe.httpGet !== undefined) fillIn(probe.httpGet, {path: '/', scheme: 'HTTP'});
}

/** Sets those fields that are not there yet. */
function fillIn(target: object, defaults: Readonly<Record<string, unknown>>): void {
  for (const [field, value] of Object.entries(defaults)) {
    if (!(field in target)) Object.assign(target, {[field]: value});
  }
}

function isLatest(image: string | undefined): boolean {
  const name = (image ?? '').split('/').at(-1) ?? '';
  return !name.includes('@') && (!name.includes(':') || name.endsWith(':latest'));
}
