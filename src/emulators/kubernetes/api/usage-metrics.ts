import {nodes} from '../resources/nodes.ts';
import {pods} from '../resources/pods.ts';
import {groupVersion} from '../resources/resource-type.ts';
import type {NodeMetrics, PodMetrics} from '../resources/usage-metrics.ts';
import {notFound} from '../status-error.ts';
import type {Store} from '../store/store.ts';
import type {Usage} from '../usage/usage.ts';
import {sendJson, type Exchange} from './exchange.ts';
import {requireJson} from './negotiation.ts';
import {parseLabelSelector} from './selectors.ts';

interface MetricsParts {
  store: Store;
  usage: Usage;
}

/** `pods` of metrics.k8s.io: what metrics-server answers. */
export function handlePodMetrics({store, usage}: MetricsParts, exchange: Exchange): void {
  const {namespace, name} = exchange.info;
  answer(exchange, {
    one: () => {
      const pod = store.get(pods, namespace, name);
      return pod === undefined ? undefined : usage.ofPod(pod);
    },
    all: () => store.list(pods, namespace).map((pod) => usage.ofPod(pod)),
    called: {plural: 'podmetrics', name: `${namespace}/${name}`},
  });
}

/** `nodes` of metrics.k8s.io. */
export function handleNodeMetrics({store, usage}: MetricsParts, exchange: Exchange): void {
  const {name} = exchange.info;
  answer(exchange, {
    one: () => {
      const node = store.get(nodes, undefined, name);
      return node === undefined ? undefined : usage.ofNode(node);
    },
    all: () => store.list(nodes).map((node) => usage.ofNode(node)),
    called: {plural: 'nodemetrics', name},
  });
}

interface Answers {
  one: () => PodMetrics | NodeMetrics | undefined;
  all: () => (PodMetrics | NodeMetrics | undefined)[];
  /** By which its server speaks of what is not there. */
  called: {plural: string; name: string};
}

function answer({request, response, info, type, url}: Exchange, {one, all, called}: Answers): void {
  requireJson(request.headers.accept);
  if (info.name !== '') {
    const found = one();
    if (found === undefined) throw notFound({group: type.group, plural: called.plural}, called.name);
    sendJson(response, 200, found);
    return;
  }
  const matches = parseLabelSelector(url.searchParams.get('labelSelector') ?? '');
  const items = all().filter((item) => item !== undefined && matches(item.metadata.labels ?? {}));
  sendJson(response, 200, {kind: `${type.kind}List`, apiVersion: groupVersion(type), metadata: {}, items});
}
