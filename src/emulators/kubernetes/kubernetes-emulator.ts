import type {AddressInfo} from 'node:net';
import {stringify} from 'yaml';
import {Faults} from '#src/emulators/core/faults.ts';
import {loopbackAddress} from '#src/emulators/core/loopback.ts';
import {Authorizer} from './access/authorizer.ts';
import {seedRoles} from './access/seed-roles.ts';
import {Tokens} from './access/tokens.ts';
import {limitRangeAdmission} from './admission/limit-range.ts';
import {quotaAdmission} from './admission/quota.ts';
import {storageAdmission} from './admission/storage.ts';
import {priorityClassAdmission} from './admission/priority-class.ts';
import {serviceAccountAdmission} from './admission/service-account.ts';
import {
  handleAccessReview,
  handleLocalAccessReview,
  handleRulesReview,
  handleSelfReview,
  handleTokenRequest,
} from './api/access-requests.ts';
import {ApiServer, type SubresourceHandler} from './api/api-server.ts';
import {Authentication} from './api/authentication.ts';
import {createExecHandler} from './api/pod-exec.ts';
import {handleEviction} from './api/eviction.ts';
import {handleNodeMetrics, handlePodMetrics} from './api/usage-metrics.ts';
import {handlePodLog} from './api/pod-log.ts';
import {handlePodProxy, handleServiceProxy} from './api/proxy.ts';
import {ResourceApi} from './api/resource-api.ts';
import {handleScale} from './api/scale.ts';
import {WatchHub} from './api/watch-hub.ts';
import {Clock} from './clock.ts';
import {ControlApi} from './control/control-api.ts';
import {strike, type ClusterFault} from './control/faults.ts';
import {runClaimProtectionController} from './controllers/claim-protection-controller.ts';
import {runHorizontalPodAutoscalerController} from './controllers/autoscaling/horizontal-pod-autoscaler-controller.ts';
import {runCordonController} from './controllers/cordon-controller.ts';
import {runCronJobController} from './controllers/cron-job-controller.ts';
import {runDaemonSetController} from './controllers/daemon-set-controller.ts';
import {runDeploymentController} from './controllers/deployment-controller.ts';
import {runDisruptionController} from './controllers/disruption-controller.ts';
import {runEndpointSliceController} from './controllers/endpoint-slice-controller.ts';
import {runEndpointSliceMirroringController} from './controllers/endpoint-slice-mirroring-controller.ts';
import {runEndpointsController} from './controllers/endpoints-controller.ts';
import {runEventExpiry} from './controllers/event-expiry.ts';
import {EventRecorder} from './events/event-recorder.ts';
import {runGarbageCollector} from './controllers/garbage-collector.ts';
import {runNamespaceController} from './controllers/namespace-controller.ts';
import {runPodGarbageCollector} from './controllers/pod-garbage-collector.ts';
import {PodsByNode} from './controllers/pods-by-node.ts';
import {runQuotaController} from './controllers/quota-controller.ts';
import {runReplicaSetController} from './controllers/replica-set-controller.ts';
import {runScheduler} from './controllers/scheduler.ts';
import {runStatefulSetController} from './controllers/stateful-set-controller.ts';
import {runTaintEvictionController} from './controllers/taint-eviction-controller.ts';
import {runJobController} from './controllers/job-controller.ts';
import {runVolumeController} from './controllers/volume-controller.ts';
import {Nodes} from './kubelet/nodes.ts';
import {PersistentDisks} from './machine/persistent-disks.ts';
import {OrderedUsage} from './usage/ordered-usage.ts';
import {Usage} from './usage/usage.ts';
import type {ResourceType} from './resources/resource-type.ts';
import {nodeMetrics, podMetrics} from './resources/usage-metrics.ts';
import {timingsAt} from './timings.ts';
import {ImageRegistry} from './machine/images/image-registry.ts';
import {readImageDefinitions} from './machine/images/read-image-definitions.ts';
import type {NetworkAccess} from './machine/process.ts';
import {Processor} from './machine/processor/processor.ts';
import {ClusterNetwork} from './network/cluster-network.ts';
import type {Namespace} from './objects/cluster-objects.ts';
import type {Pod} from './objects/pod.ts';
import {keepSaved, loadSnapshot, restoreObjects} from './persistence/snapshot.ts';
import {namespaces} from './resources/namespaces.ts';
import {deployments} from './resources/deployments.ts';
import {replicaSets} from './resources/replica-sets.ts';
import {statefulSets} from './resources/stateful-sets.ts';
import {seedStorageClass} from './store/seed-storage-class.ts';
import {Objects} from './store/objects.ts';
import {ServiceAddresses} from './store/service-addresses.ts';
import {Store} from './store/store.ts';

export interface KubernetesEmulatorOptions {
  /** 0 picks a free one. */
  port: number;
  /** Where it listens and what it is called by: loopback unless given. Another one is for bots in containers of this machine. */
  address?: string;
  nodes?: readonly string[];
  /** 1 is a real node's pace; 5 lets Pods live five times as fast. */
  speed?: number;
  log?: (line: string) => void;
  /** Images that can be pulled besides those of the folder `images`: nothing is known of them, so that they only wait. */
  images?: readonly string[];
  /** Images that each node has from its beginning, of those that can be pulled. */
  nodeImages?: readonly string[];
  /** The file where state is kept over restarts; nothing is kept without it. */
  statePath?: string;
}

export interface KubernetesEmulator {
  /** Plain HTTP. */
  url: string;
  /** YAML, with the administrator's token. */
  kubeconfig: string;
  close: () => Promise<void>;
}

const firstNamespaces = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];

/** A Kubernetes cluster without machines: API server, controllers, scheduler and nodes in this process. */
export async function startKubernetesEmulator(options: KubernetesEmulatorOptions): Promise<KubernetesEmulator> {
  const {address = loopbackAddress, log = () => undefined} = options;
  const clock = new Clock();
  const timings = timingsAt(options.speed ?? 1);
  const saved = options.statePath === undefined ? undefined : await loadSnapshot(options.statePath);
  const store = new Store(saved?.revision);
  restoreObjects(store, saved?.objects ?? []);
  const objects = new Objects({store, clock});
  objects.addAdmission(new ServiceAddresses(store).admit);
  const admissions = [serviceAccountAdmission, () => priorityClassAdmission, storageAdmission, limitRangeAdmission];
  for (const admission of [...admissions, quotaAdmission]) objects.addAdmission(admission(store));
  const recorder = new EventRecorder({store, objects, clock, timings});
  const hub = new WatchHub({store, clock});
  const podsByNode = new PodsByNode(store);
  const authorizer = new Authorizer(store);
  const tokens = new Tokens({store, clock, adminToken: saved?.adminToken});

  seedRoles({store, objects});
  if (saved === undefined) seedStorageClass(objects);
  for (const name of firstNamespaces) {
    // The rest of the metadata is what creating it fills in.
    if (store.get(namespaces, undefined, name) === undefined) {
      objects.create(namespaces, {apiVersion: 'v1', kind: 'Namespace', metadata: {name}} as Namespace);
    }
  }
  const parts = {store, objects, clock, timings, recorder, log};
  const images = new ImageRegistry({
    definitions: await readImageDefinitions(),
    extra: options.images ?? [],
    builtAtMs: clock.now(),
  });
  const network = new ClusterNetwork(store);
  const networkOf = (pod: Pod): NetworkAccess => nodes.networkOf(network, pod);
  const disks = new PersistentDisks(saved?.disks);
  const host = {clock, timings, store, objects, images, disks, networkOf, processor: new Processor()};
  const nodeImages = (options.nodeImages ?? []).filter((image) => images.find(image) !== undefined);
  const nodes: Nodes = new Nodes({host, recorder, log, nodeImages});
  const ordered = new OrderedUsage();
  const usage = new Usage({store, clock, timings, nodes, ordered});
  const controllers = [
    runEventExpiry(parts),
    runPodGarbageCollector(parts),
    runNamespaceController(parts),
    runGarbageCollector(parts),
    runEndpointsController(parts),
    runEndpointSliceController(parts),
    runEndpointSliceMirroringController(parts),
    runQuotaController(parts),
    runVolumeController({...parts, disks}),
    runClaimProtectionController(parts),
    runScheduler({...parts, podsByNode}),
    runCordonController(parts),
    runTaintEvictionController({...parts, podsByNode}),
    runDaemonSetController(parts),
    runReplicaSetController(parts),
    runDeploymentController(parts),
    runStatefulSetController(parts),
    runJobController(parts),
    runCronJobController(parts),
    runHorizontalPodAutoscalerController({...parts, usage}),
    runDisruptionController(parts),
  ];
  const savedNodes = new Map((saved?.nodes ?? []).map((node) => [node.name, node]));
  const nodeNames = options.nodes ?? ['node-1', 'node-2', 'node-3'];
  for (const name of new Set([...savedNodes.keys(), ...nodeNames])) nodes.add(name, savedNodes.get(name));
  const saveLast =
    options.statePath === undefined
      ? undefined
      : keepSaved({
          path: options.statePath,
          store,
          clock,
          log,
          adminToken: tokens.adminToken,
          nodes: () => nodes.save(),
          disks: () => disks.save(),
        });

  const faults = new Faults<ClusterFault>();
  const control = new ControlApi({clock, faults, nodes, hub, store, ordered});
  const access = {objects, nodes, clock, store};
  const subresources = new Map<string, SubresourceHandler>([
    ['deployments/scale', (exchange) => handleScale(objects, deployments, exchange)],
    ['replicasets/scale', (exchange) => handleScale(objects, replicaSets, exchange)],
    ['statefulsets/scale', (exchange) => handleScale(objects, statefulSets, exchange)],
    ['pods/eviction', (exchange) => handleEviction({objects, store, clock}, exchange)],
    ['pods/log', (exchange) => handlePodLog(access, exchange)],
    ['pods/proxy', (exchange) => handlePodProxy(access, exchange)],
    ['services/proxy', (exchange) => handleServiceProxy(access, exchange)],
    ['serviceaccounts/token', (exchange) => handleTokenRequest({objects, tokens, clock}, exchange)],
    ['localsubjectaccessreviews', (exchange) => handleLocalAccessReview(authorizer, exchange)],
    ['selfsubjectaccessreviews', (exchange) => handleAccessReview(authorizer, exchange)],
    ['selfsubjectrulesreviews', (exchange) => handleRulesReview(authorizer, exchange)],
    ['selfsubjectreviews', (exchange) => handleSelfReview(clock, exchange)],
  ]);
  const {server} = new ApiServer({
    address,
    store,
    clock,
    hub,
    resources: new ResourceApi({store, objects, authorizer, clock}),
    authentication: new Authentication({tokens, authorizer}),
    authorizer,
    subresources,
    computed: new Map<ResourceType, SubresourceHandler>([
      [podMetrics, (exchange) => handlePodMetrics({store, usage}, exchange)],
      [nodeMetrics, (exchange) => handleNodeMetrics({store, usage}, exchange)],
    ]),
    upgrades: new Map([['pods/exec', createExecHandler(access, {clock, timings})]]),
    intercept: async (request, response, url) => {
      if (!url.pathname.startsWith('/_emulator/'))
        return await strike({faults, clock}, request, response, url.pathname);
      await control.answer(request, response, url.pathname.slice('/_emulator'.length));
      return true;
    },
    log,
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, address, resolve);
  });
  // A listening TCP server has an address with a port.
  const url = `http://${address}:${(server.address() as AddressInfo).port}`;
  return {
    url,
    kubeconfig: formatKubeconfig(url, tokens.adminToken),
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      hub.close();
      server.closeAllConnections();
      await closed;
      await saveLast?.();
      for (const controller of controllers.reverse()) controller.close();
      nodes.close();
      podsByNode.close();
      clock.close();
    },
  };
}

function formatKubeconfig(server: string, token: string): string {
  const name = 'labrador-emulator';
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{name, cluster: {server}}],
    users: [{name, user: {token}}],
    contexts: [{name, context: {cluster: name, user: name}}],
    'current-context': name,
  });
}
