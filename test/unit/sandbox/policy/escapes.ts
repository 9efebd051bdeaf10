import {isJsonList, isJsonObject, type JsonObject, type JsonValue} from '#src/kubernetes/json.ts';
import type {SandboxSpec} from '#src/sandbox/sandbox.ts';

/**
 * What an object would reach beyond its sandbox: another namespace, the node, the cluster's own, more than its share. A
 * line for each, with its path; none when the object may be sent to the API server as it is.
 *
 * Written from the list of threats and from Kubernetes' API alone. It shares no code with the policy that it judges.
 */
export function escapesOf(object: JsonObject, spec: SandboxSpec): readonly string[] {
  const judge = new Judge(spec);
  judge.object(object);
  return judge.found;
}

const kinds: ReadonlyMap<string, string> = new Map([
  ['Pod', 'v1'],
  ['Service', 'v1'],
  ['ConfigMap', 'v1'],
  ['Secret', 'v1'],
  ['Job', 'batch/v1'],
  ['CronJob', 'batch/v1'],
  ['DaemonSet', 'apps/v1'],
  ['Deployment', 'apps/v1'],
  ['ReplicaSet', 'apps/v1'],
  ['StatefulSet', 'apps/v1'],
  ['PersistentVolumeClaim', 'v1'],
  ['HorizontalPodAutoscaler', 'autoscaling/v2'],
  ['PodDisruptionBudget', 'policy/v1'],
  ['ServiceAccount', 'v1'],
  ['Role', 'rbac.authorization.k8s.io/v1'],
  ['RoleBinding', 'rbac.authorization.k8s.io/v1'],
  ['NetworkPolicy', 'networking.k8s.io/v1'],
  ['Ingress', 'networking.k8s.io/v1'],
  ['ResourceQuota', 'v1'],
  ['LimitRange', 'v1'],
]);

/** Fields that must not be there at all, wherever in an object they stand. */
const never = wordsOf(`
  serviceAccount fileKeyRef
  serviceAccountToken tokenRequests clusterTrustBundle podCertificate

  nodeName tolerations priority priorityClassName preemptionPolicy schedulingGates
  runtimeClassName overhead resourceClaims claims namespaces namespaceSelector matchLabelKeys mismatchLabelKeys

  hostPort hostIP hostUsers hostnameOverride nameservers sysctls procMount seLinuxOptions appArmorProfile
  windowsOptions localhostProfile mountPropagation restartPolicyRules volumeDevices
  ephemeralContainers setHostnameAsFQDN

  externalIPs externalName loadBalancerIP loadBalancerClass loadBalancerSourceRanges nodePort healthCheckNodePort
  clusterIPs externalTrafficPolicy internalTrafficPolicy topologyKeys

  finalizers ownerReferences generateName managedFields resourceVersion uid status

  awsElasticBlockStore azureDisk azureFile cephfs cinder csi ephemeral fc flexVolume flocker gcePersistentDisk gitRepo
  glusterfs iscsi nfs photonPersistentDisk portworxVolume quobyte rbd scaleIO storageos
  vsphereVolume

  storageClassName volumeName dataSource dataSourceRef volumeAttributesClassName`);

/** Fields that may say only this. */
const onlyThis: ReadonlyMap<string, readonly JsonValue[]> = new Map<string, readonly JsonValue[]>([
  ['hostNetwork', [false]],
  ['hostPID', [false]],
  ['hostIPC', [false]],
  ['privileged', [false]],
  ['schedulerName', ['default-scheduler']],
  ['topologyKey', ['kubernetes.io/hostname', 'topology.kubernetes.io/zone', 'topology.kubernetes.io/region']],
  ['clusterIP', ['None']],
  ['medium', ['', 'Memory']],
  ['dnsPolicy', ['ClusterFirst']],
]);

/** Fields of numbers that may be no larger. */
const most: ReadonlyMap<string, number> = new Map([
  ['terminationGracePeriodSeconds', 60],
  ['replicas', 50],
  ['parallelism', 50],
  ['completions', 100],
  ['backoffLimit', 20],
  ['successfulJobsHistoryLimit', 10],
  ['failedJobsHistoryLimit', 10],
  ['revisionHistoryLimit', 50],
  ['seconds', 60],
]);

/** A Secret in which a cluster of before v1.24 keeps an account's token. */
const token = /-token-[a-z0-9]{5}$/;
const secretTypes = wordsOf('basic-auth dockercfg dockerconfigjson ssh-auth tls');

/** Mappings whose keys are the learner's, not Kubernetes'. */
const freeMaps = wordsOf('labels annotations matchLabels nodeSelector data binaryData limits requests');

/** What learners make by themselves, and what of a Service is counted. */
const countedOfLearners: ReadonlySet<string> = wordsOf(
  `pods services configmaps secrets persistentvolumeclaims replicationcontrollers deployments replicasets statefulsets
  daemonsets jobs cronjobs ingresses horizontalpodautoscalers poddisruptionbudgets`,
);

const templated: ReadonlySet<string> = new Set(['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet', 'Job']);
const hostFolders = '/var/lib/labrador/sandboxes';
const largestObject = 64 * 1024;

/** Names of a Pod's volumes. */
interface Volumes {
  /** Those that show the whole of the sandbox's folder. */
  readonly roots: ReadonlySet<JsonValue>;
  /** Those of the node's files. */
  readonly ofNode: ReadonlySet<JsonValue>;
  readonly all: ReadonlySet<JsonValue>;
}

class Judge {
  readonly found: string[] = [];
  readonly #spec: SandboxSpec;

  constructor(spec: SandboxSpec) {
    this.#spec = spec;
  }

  object(object: JsonObject): void {
    const {kind, apiVersion} = object;
    const where = printed(kind);
    if (typeof kind !== 'string' || kinds.get(kind) !== apiVersion) this.#found(where, 'is no kind of a sandbox');
    if (Buffer.byteLength(JSON.stringify(object)) > largestObject) this.#found(where, 'is too large');
    for (const key of Object.keys(object)) {
      if (
        ![
          'apiVersion',
          'kind',
          'metadata',
          'spec',
          'data',
          'binaryData',
          'immutable',
          ...(kind === 'Secret' ? ['type'] : []),
          ...(kind === 'ServiceAccount' ? ['automountServiceAccountToken', 'imagePullSecrets'] : []),
          ...(kind === 'Role' ? ['rules'] : []),
          ...(kind === 'RoleBinding' ? ['roleRef', 'subjects'] : []),
        ].includes(key)
      ) {
        this.#found(`${where}.${key}`, 'is there');
      }
    }
    this.#metadata(object['metadata'], {where: 'metadata', isTemplate: false});
    this.#fields(object, where);
    if (kind === 'Pod') this.#podSpec(object['spec'], 'spec');
    if (templated.has(where)) {
      const template = child(child(object, 'spec'), 'template');
      if (child(template, 'metadata') !== undefined) {
        this.#metadata(child(template, 'metadata'), {where: 'template.metadata', isTemplate: true});
      }
      const claims = kind === 'StatefulSet' ? this.#claimTemplates(object['spec']) : [];
      this.#podSpec(child(template, 'spec'), 'template.spec', claims);
    }
    if (kind === 'PersistentVolumeClaim') this.#claim(object['spec'], 'spec');
    if (kind === 'CronJob') this.#cronJob(object['spec']);
    if (kind === 'Service') this.#service(object['spec']);
    if (kind === 'Secret') this.#secret(object);
    if (kind === 'ServiceAccount') this.#account(object);
    if (kind === 'Role') this.#role(object);
    if (kind === 'RoleBinding') this.#binding(object);
    if (kind === 'HorizontalPodAutoscaler') this.#autoscaler(object['spec']);
    if (kind === 'NetworkPolicy') this.#traffic(object);
    if (kind === 'Ingress') this.#ingress(object);
    if (kind === 'ResourceQuota') this.#quota(object);
    if (kind === 'LimitRange') this.#limitRange(object);
  }

  /** Pods may send to Pods of the sandbox, and never to everybody; a policy that holds the sandbox is no learner's. */
  #traffic({metadata, spec}: JsonObject): void {
    if (/^sandbox(-|$)/.test(printed(child(metadata, 'name')))) this.#found('metadata.name', 'holds the sandbox');
    const egress = child(spec, 'egress');
    for (const rule of isJsonList(egress) ? egress : []) {
      const to = child(rule, 'to');
      const peers = isJsonList(to) ? to : [];
      if (peers.length === 0) this.#found('spec.egress.to', 'is everybody');
      for (const peer of peers) {
        if (child(peer, 'ipBlock') !== undefined) this.#found('spec.egress.to.ipBlock', 'is there');
        const namespaces = child(peer, 'namespaceSelector');
        if (namespaces === undefined) continue;
        const labels = Object(child(namespaces, 'matchLabels'));
        const {workshop, learner} = this.#spec;
        if (labels['labrador.dev/workshop'] !== workshop || labels['labrador.dev/learner'] !== learner.id) {
          this.#found('spec.egress.to.namespaceSelector', 'is of others');
        }
      }
    }
  }

  /** What a sandbox is made of cannot be counted, nor what a cluster lets be used where a quota speaks of it. */
  #quota({metadata, spec}: JsonObject): void {
    if (child(metadata, 'name') === 'sandbox') this.#found('metadata.name', 'holds the sandbox');
    for (const key of Object.keys(Object(child(spec, 'hard')))) {
      const isOfLearners = /^((requests|limits)\.)?(cpu|memory|ephemeral-storage)$|^requests\.storage$/.test(key);
      const [name = ''] = key.replace('count/', '').split('.');
      if (!isOfLearners && !countedOfLearners.has(name)) this.#found(`spec.hard.${key}`, 'is there');
    }
    const scopes = child(spec, 'scopes');
    for (const scope of isJsonList(scopes) ? scopes : []) {
      if (!/^(Not)?(BestEffort|Terminating)$/.test(printed(scope))) this.#found('spec.scopes', printed(scope));
    }
    if (child(spec, 'scopeSelector') !== undefined) this.#found('spec.scopeSelector', 'is there');
  }

  /** A limit of nothing that is given to a container is none. */
  #limitRange({metadata, spec}: JsonObject): void {
    if (child(metadata, 'name') === 'sandbox') this.#found('metadata.name', 'holds the sandbox');
    const limits = child(spec, 'limits');
    for (const limit of isJsonList(limits) ? limits : []) {
      const type = child(limit, 'type') ?? 'Pod';
      if (!['Container', 'Pod', 'PersistentVolumeClaim'].includes(printed(type)))
        this.#found('spec.limits.type', printed(type));
      for (const part of ['max', 'min', 'default', 'defaultRequest', 'maxLimitRequestRatio']) {
        for (const [name, amount] of Object.entries(Object(child(limit, part)))) {
          if (!['cpu', 'memory', 'ephemeral-storage', 'storage'].includes(name))
            this.#found(`${part}.${name}`, 'is there');
          const isNothing = !(Number.parseFloat(String(amount)) > 0);
          if ((part === 'max' || part === 'default') && isNothing) this.#found(`${part}.${name}`, 'limits nothing');
        }
      }
    }
  }

  /** A controller of the cluster knows by its class, or by annotations, that it is to take up its hosts. */
  #ingress({metadata, spec}: JsonObject): void {
    const written = child(spec, 'ingressClassName');
    if (written !== 'labrador') this.#found('spec.ingressClassName', printed(written));
    for (const key of Object.keys(Object(child(metadata, 'annotations')))) {
      if (/ingress|nginx|traefik|haproxy/.test(key)) this.#found(`metadata.annotations.${key}`, 'is there');
    }
    const rules = child(spec, 'rules');
    const backends = (isJsonList(rules) ? rules : []).flatMap((rule) => {
      const paths = child(child(rule, 'http'), 'paths');
      return (isJsonList(paths) ? paths : []).map((path) => child(path, 'backend'));
    });
    for (const backend of [child(spec, 'defaultBackend'), ...backends]) {
      if (child(backend, 'resource') !== undefined) this.#found('backend.resource', 'is there');
    }
    const tls = child(spec, 'tls');
    for (const one of isJsonList(tls) ? tls : []) this.#reference(child(one, 'secretName'), 'spec.tls.secretName');
  }

  /** A longer name than that is cut in the name of its token, which would then be read as any other Secret. */
  #account({metadata}: JsonObject): void {
    const name = printed(child(metadata, 'name'));
    if (name === 'learner' || name.length > 51) this.#found('metadata.name', name);
  }

  #role({rules = []}: JsonObject): void {
    for (const rule of isJsonList(rules) ? rules : []) {
      if (child(rule, 'nonResourceURLs') !== undefined) this.#found('rules', 'are of the cluster');
      for (const field of ['verbs', 'apiGroups', 'resources']) {
        const values = child(rule, field) ?? [];
        for (const value of isJsonList(values) ? values : [values]) {
          if (/\*|^(?:bind|escalate|impersonate|use|proxy|deletecollection)$/.test(printed(value)))
            this.#found(`rules.${field}`, printed(value));
        }
      }
    }
  }

  /** Only accounts of this sandbox are given rights, by a Role of its own; its own bindings stay as they are. */
  #binding({metadata, roleRef, subjects = []}: JsonObject): void {
    if (/^(?:learner|labrador-bot)$/.test(printed(child(metadata, 'name')))) this.#found('metadata.name', 'is kept');
    const kind = child(roleRef, 'kind');
    if (kind !== undefined && kind !== 'Role') this.#found('roleRef.kind', printed(kind));
    for (const subject of isJsonList(subjects) ? subjects : []) {
      const {kind: who, namespace} = Object(subject);
      if (who !== undefined && who !== 'ServiceAccount') this.#found('subjects.kind', printed(who));
      const [home] = printed(namespace ?? this.#spec.namespace).split('--');
      if (home !== this.#spec.namespace.split('--')[0]) this.#found('subjects.namespace', printed(namespace));
    }
  }

  /** What it scales, how far, and by what: another's Pods, or a program that is asked, are beyond the sandbox. */
  #autoscaler(spec: JsonValue | undefined): void {
    const {apiVersion, kind} = Object(child(spec, 'scaleTargetRef'));
    if (kind !== undefined && !['Deployment', 'ReplicaSet'].includes(kind))
      this.#found('spec.scaleTargetRef.kind', kind);
    if (apiVersion !== undefined && apiVersion !== 'apps/v1') this.#found('spec.scaleTargetRef.apiVersion', apiVersion);
    for (const field of ['minReplicas', 'maxReplicas']) {
      if (Number(child(spec, field) ?? 0) > 50) this.#found(`spec.${field}`, 'is more than a sandbox has room for');
    }
    const metrics = child(spec, 'metrics');
    for (const metric of isJsonList(metrics) ? metrics : []) {
      for (const field of ['external', 'object', 'pods']) {
        if (child(metric, field) !== undefined) this.#found(`spec.metrics.${field}`, 'is there');
      }
    }
  }

  #found(where: string, what: string): void {
    this.found.push(`${where} ${what}`);
  }

  /** Every field at any depth, whatever it is part of. */
  #fields(value: JsonValue, where: string): void {
    if (isJsonList(value)) for (const [index, item] of value.entries()) this.#fields(item, `${where}[${index}]`);
    if (!isJsonObject(value)) return;
    for (const [key, field] of Object.entries(value)) {
      const at = `${where}.${key}`;
      if (never.has(key) && !/^NetworkPolicy\.spec\.(ingress|egress)\[/.test(at)) this.#found(at, 'is there');
      const allowed = onlyThis.get(key);
      if (allowed !== undefined && !allowed.some((one) => one === field)) this.#found(at, JSON.stringify(field));
      const largest = most.get(key);
      if (largest !== undefined && !(typeof field === 'number' && field >= 0 && field <= largest))
        this.#found(at, 'is out of bounds');
      if (key === 'host' && where.match(/httpGet|tcpSocket/)) this.#found(at, 'makes the node call a host');
      if (key === 'httpGet' && where.match(/postStart|preStop/)) this.#found(at, 'makes the node follow a redirect');
      if (key === 'add' && where.endsWith('capabilities') && !isUsual(field)) this.#found(at, 'adds rights');
      if (key === 'type' && where.endsWith('seccompProfile') && field !== 'RuntimeDefault')
        this.#found(at, 'is weaker');
      if ((key === 'limits' && where !== 'LimitRange.spec') || key === 'requests') this.#amounts(field, at);
      if (/^(secret|secretRef|secretKeyRef)$/.test(key))
        this.#reference(child(field, 'secretName') ?? child(field, 'name'), at);
      if (key === 'imagePullSecrets' && isJsonList(field))
        for (const item of field) this.#reference(child(item, 'name'), at);
      if (freeMaps.has(key) && isMapOfTexts(field)) continue;
      if (key === 'selector' && where === 'Service.spec' && isMapOfTexts(field)) continue;
      this.#fields(field, at);
    }
  }

  #cronJob(spec: JsonValue | undefined): void {
    const ofJob = child(spec, 'jobTemplate');
    const template = child(child(ofJob, 'spec'), 'template');
    for (const [where, metadata] of [
      ['jobTemplate.metadata', child(ofJob, 'metadata')],
      ['template.metadata', child(template, 'metadata')],
    ] as const) {
      if (metadata !== undefined) this.#metadata(metadata, {where, isTemplate: true});
    }
    this.#podSpec(child(template, 'spec'), 'jobTemplate.spec.template.spec');
  }

  #reference(name: JsonValue | undefined, where: string): void {
    if (name !== undefined && !(typeof name === 'string' && !token.test(name))) this.#found(where, 'reads a token');
  }

  /** One of another type is filled by the cluster, or read by it. */
  #secret({metadata, type = 'Opaque', data = {}}: JsonObject): void {
    const [prefix, name] = printed(type).split('/');
    const isKnown = type === 'Opaque' || (prefix === 'kubernetes.io' && secretTypes.has(name ?? ''));
    if (!isKnown) this.#found('type', `is ${printed(type)}`);
    if (token.test(printed(child(metadata, 'name')))) this.#found('metadata.name', 'is of a token');
    if (!isMapOfTexts(data)) this.#found('data', 'has values of other types');
  }

  /** A limit of nothing is no limit at all to the kubelet. */
  #amounts(amounts: JsonValue, where: string): void {
    if (!isJsonObject(amounts)) return this.#found(where, 'is no mapping');
    for (const [resource, amount] of Object.entries(amounts)) {
      const known = /^PersistentVolumeClaim|volumeClaimTemplates/.test(where)
        ? ['storage']
        : ['cpu', 'memory', 'ephemeral-storage'];
      if (!known.includes(resource)) this.#found(`${where}.${resource}`, 'is there');
      const number = Number.parseFloat(printed(amount));
      if (where.endsWith('limits') && !(number > 0)) this.#found(`${where}.${resource}`, 'limits nothing');
    }
  }

  #metadata(metadata: JsonValue | undefined, {where, isTemplate}: {where: string; isTemplate: boolean}): void {
    if (!isJsonObject(metadata)) return this.#found(where, 'is no mapping');
    for (const key of Object.keys(metadata)) {
      if (!['name', 'namespace', 'labels', 'annotations'].includes(key)) this.#found(`${where}.${key}`, 'is there');
    }
    const {name, namespace, labels = {}, annotations = {}} = metadata;
    if (!isTemplate && namespace !== this.#spec.namespace) this.#found(where, `is in ${JSON.stringify(namespace)}`);
    if (isTemplate && namespace !== undefined) this.#found(where, 'has a namespace');
    if (!isTemplate && !(typeof name === 'string' && /^[a-z0-9]([-.a-z0-9]*[a-z0-9])?$/.test(name))) {
      this.#found(where, `has the name ${JSON.stringify(name)}`);
    }
    if (!isMapOfTexts(labels) || !isMapOfTexts(annotations)) return this.#found(where, 'has keys of other types');
    for (const key of Object.keys(labels)) if (steers(key)) this.#found(where, `has the label ${key}`);
    for (const key of Object.keys(annotations)) {
      if (steers(key) || isRuntimes(key)) this.#found(where, `has the annotation ${key}`);
    }
  }

  /** The names of the volumes that they are. */
  #claimTemplates(spec: JsonValue | undefined): JsonValue[] {
    const templates = child(spec, 'volumeClaimTemplates') ?? [];
    if (!isJsonList(templates)) return [];
    for (const template of templates) {
      const metadata = child(template, 'metadata');
      if (metadata !== undefined) this.#metadata(metadata, {where: 'volumeClaimTemplates.metadata', isTemplate: true});
      this.#claim(child(template, 'spec'), 'volumeClaimTemplates.spec');
    }
    return templates.map((template) => child(child(template, 'metadata'), 'name') ?? '');
  }

  /** A claim says how much of a new volume it asks for and how that is to be used, and nothing else. */
  #claim(spec: JsonValue | undefined, where: string): void {
    if (spec === undefined) return;
    if (!isJsonObject(spec)) return this.#found(where, 'is no mapping');
    for (const [key, value] of Object.entries(spec)) {
      const isKnown = ['accessModes', 'resources'].includes(key) || (key === 'volumeMode' && value === 'Filesystem');
      if (!isKnown) this.#found(`${where}.${key}`, 'is there');
    }
  }

  #podSpec(podSpec: JsonValue | undefined, where: string, claims: readonly JsonValue[] = []): void {
    if (!isJsonObject(podSpec)) return this.#found(where, 'is no mapping');
    if (podSpec['serviceAccountName'] === 'learner') this.#found(where, 'is the learner’s own account');
    if (podSpec['automountServiceAccountToken'] !== false) this.#found(where, 'mounts a token');
    const found = this.#volumes(podSpec['volumes'] ?? [], `${where}.volumes`);
    const roots = {...found, all: new Set([...found.all, ...claims])};
    for (const list of ['containers', 'initContainers']) {
      const containers = podSpec[list] ?? [];
      for (const {restartPolicy} of isJsonList(containers) ? containers.filter(isJsonObject) : []) {
        const isSidecar = list === 'initContainers' && restartPolicy === 'Always';
        if (restartPolicy !== undefined && !isSidecar) this.#found(`${where}.${list}`, 'restarts otherwise');
      }
      if (!isJsonList(containers)) this.#found(`${where}.${list}`, 'is no list');
      else for (const container of containers) this.#container(container, roots, `${where}.${list}`);
    }
    this.#nodes(podSpec, where);
  }

  #volumes(volumes: JsonValue, where: string): Volumes {
    const roots = new Set<JsonValue>();
    const ofNode = new Set<JsonValue>();
    const all = new Set<JsonValue>();
    const folder = `${hostFolders}/${this.#spec.namespace}`;
    const leaves = this.#spec.lab.hostPathLeaves.map((leaf) => `${folder}${leaf}`);
    if (!isJsonList(volumes)) this.#found(where, 'is no list');
    for (const volume of isJsonList(volumes) ? volumes : []) {
      if (!isJsonObject(volume)) {
        this.#found(where, 'has an item that is no mapping');
        continue;
      }
      const {name = '', hostPath, ...rest} = volume;
      all.add(name);
      for (const source of Object.keys(rest)) {
        if (!['emptyDir', 'configMap', 'secret', 'downwardAPI', 'persistentVolumeClaim', 'projected'].includes(source))
          this.#found(where, `has a volume of ${source}`);
      }
      const ofClaim = Object.keys(isJsonObject(rest['persistentVolumeClaim']) ? rest['persistentVolumeClaim'] : {});
      if (ofClaim.some((key) => !['claimName', 'readOnly'].includes(key))) this.#found(where, 'names no own claim');
      if (hostPath === undefined) continue;
      ofNode.add(name);
      const path = child(hostPath, 'path');
      const type = child(hostPath, 'type') ?? '';
      if (path === folder) roots.add(name);
      else if (!leaves.some((leaf) => leaf === path)) this.#found(where, `is the node's ${JSON.stringify(path)}`);
      if (!['', 'Directory', 'DirectoryOrCreate'].includes(printed(type))) this.#found(where, `is a ${printed(type)}`);
    }
    return {roots, ofNode, all};
  }

  #container(container: JsonValue, {roots, ofNode, all}: Volumes, where: string): void {
    if (!isJsonObject(container)) return this.#found(where, 'has an item that is no mapping');
    const {image, workingDir, volumeMounts = []} = container;
    if (typeof workingDir === 'string' && /\bproc\b/.test(workingDir)) this.#found(where, 'works in /proc');
    if (image !== undefined && !this.#spec.lab.images.some((one) => one === image)) {
      this.#found(where, `runs ${JSON.stringify(image)}`);
    }
    if (!isJsonList(volumeMounts)) return this.#found(where, 'has mounts that are no list');
    for (const mount of volumeMounts) {
      const name = child(mount, 'name') ?? '';
      if (!all.has(name)) this.#found(where, `mounts ${JSON.stringify(name)}, which could come from anywhere`);
      const part = child(mount, 'subPath') ?? child(mount, 'subPathExpr');
      if (ofNode.has(name) && part !== undefined) this.#found(where, 'mounts a part of a folder of the node');
      if (roots.has(name) && child(mount, 'readOnly') !== true) this.#found(where, 'can write below the whole folder');
    }
  }

  /** The slice's nodes and no other, found by the learner's own labels and the cluster's. */
  #nodes(podSpec: JsonObject, where: string): void {
    const nodeAffinity = child(podSpec['affinity'], 'nodeAffinity');
    const required = child(child(nodeAffinity, 'requiredDuringSchedulingIgnoredDuringExecution'), 'nodeSelectorTerms');
    if (!isJsonList(required) || required.length === 0) this.#found(where, 'runs on any node');
    for (const term of isJsonList(required) ? required : []) {
      const fields = JSON.stringify(child(term, 'matchFields') ?? null);
      const pinned = this.#spec.nodes.map((node) =>
        JSON.stringify([{key: 'metadata.name', operator: 'In', values: [node]}]),
      );
      if (!pinned.includes(fields)) this.#found(where, `runs on ${fields}`);
      this.#nodeKeys(child(term, 'matchExpressions'), where);
    }
    const preferred = child(nodeAffinity, 'preferredDuringSchedulingIgnoredDuringExecution');
    for (const one of isJsonList(preferred) ? preferred : []) {
      const preference = child(one, 'preference');
      if (child(preference, 'matchFields') !== undefined) this.#found(where, 'prefers a node by its name');
      this.#nodeKeys(child(preference, 'matchExpressions'), where);
    }
    const selector = podSpec['nodeSelector'] ?? {};
    if (!isMapOfTexts(selector)) return this.#found(where, 'selects nodes by no mapping');
    this.#nodeKeys(
      Object.keys(selector).map((key) => ({key})),
      where,
    );
  }

  #nodeKeys(expressions: JsonValue | undefined, where: string): void {
    for (const expression of isJsonList(expressions) ? expressions : []) {
      const key = child(expression, 'key');
      const prefix = typeof key === 'string' ? key.slice(0, Math.max(0, key.indexOf('/'))) : '';
      const own = `${this.#spec.namespace}.node.labrador.dev`;
      const isOwn = prefix === own || prefix.endsWith(`.${own}`);
      const isClusters = /(^|\.)(kubernetes|k8s)\.io$/.test(prefix);
      if (!isOwn && !isClusters) this.#found(where, `selects nodes by ${JSON.stringify(key)}`);
    }
  }

  #service(serviceSpec: JsonValue | undefined): void {
    const type = child(serviceSpec, 'type') ?? 'ClusterIP';
    const allowed = ['ClusterIP', 'NodePort', ...(this.#spec.lab.keepsLoadBalancer ? ['LoadBalancer'] : [])];
    if (!allowed.some((one) => one === type)) this.#found('spec', `is a Service of type ${JSON.stringify(type)}`);
  }
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

function child(value: JsonValue | undefined, key: string): JsonValue | undefined {
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function printed(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

function isMapOfTexts(value: JsonValue): value is Readonly<Record<string, string>> {
  return isJsonObject(value) && Object.values(value).every((item) => typeof item === 'string');
}

/** What every runtime gives a container that asks for nothing. */
const usual = wordsOf('CHOWN DAC_OVERRIDE FOWNER FSETID KILL NET_BIND_SERVICE SETGID SETPCAP SETUID');

const isUsual = (added: JsonValue): boolean =>
  isJsonList(added) && added.every((one) => typeof one === 'string' && usual.has(one));

/** Of what a cluster and its best known additions act on, by their own documentation. */
const steering =
  /^([^/]*\.)?(kubernetes\.io|k8s\.io|labrador\.dev|istio\.io|linkerd\.io|cert-manager\.io|amazonaws\.com|azure\.com|gke\.io|cncf\.io|cri-o\.io|projectcalico\.org|cilium\.io|konghq\.com|traefik\.io|hashicorp\.com|kyverno\.io|argoproj\.io|velero\.io|emberstack\.com|datadoghq\.com)\//i;

function steers(key: string): boolean {
  const harmless = ['kubernetes.io/change-cause', 'kubernetes.io/description'];
  if (/^kubectl\.kubernetes\.io\/(default-container|restartedAt)$/.test(key) || harmless.includes(key)) return false;
  return !key.startsWith('app.kubernetes.io/') && steering.test(key);
}

/** Runtimes read annotations without a slash that begin with their domain turned round. */
function isRuntimes(key: string): boolean {
  return /^(io|run|org|dev)\./i.test(key);
}
