import type {IncomingMessage, ServerResponse} from 'node:http';
import {z} from 'zod';
import type {Faults} from '#src/emulators/core/faults.ts';
import type {Clock} from '../clock.ts';
import {parseBody, readBody} from '../api/body.ts';
import {parseLabelSelector} from '../api/selectors.ts';
import {sendJson} from '../api/exchange.ts';
import {badRequest, methodNotAllowed, unknownPath} from '../status-error.ts';
import type {WatchHub} from '../api/watch-hub.ts';
import {answerClusterPage} from '../page/cluster-page.ts';
import type {Nodes} from '../kubelet/nodes.ts';
import type {Store} from '../store/store.ts';
import {parseQuantity} from '../schema/quantity.ts';
import type {OrderedUsage} from '../usage/ordered-usage.ts';
import {faultSchema, type ClusterFault} from './faults.ts';

const amount = z.string().refine((text) => parseQuantity(text) >= 0, 'an amount such as 250m or 64Mi');
const clockSchema = z.strictObject({advanceMs: z.number().nonnegative()});
const nodeSchema = z.strictObject({action: z.enum(['add', 'remove', 'notReady', 'ready']), name: z.string().min(1)});
const usageSchema = z.strictObject({
  namespace: z.string().min(1),
  labelSelector: z.string().optional(),
  container: z.string().optional(),
  cpu: amount.optional(),
  memory: amount.optional(),
  isShared: z.boolean().default(false),
});
const watchSchema = z.strictObject({action: z.enum(['close', 'expire'])});

export interface ControlParts {
  clock: Clock;
  faults: Faults<ClusterFault>;
  nodes: Nodes;
  hub: WatchHub;
  store: Store;
  ordered: OrderedUsage;
}

/** `/_emulator`: the door by which tests and rehearsals disturb the cluster. */
export class ControlApi {
  readonly #parts: ControlParts;

  constructor(parts: ControlParts) {
    this.#parts = parts;
  }

  async answer(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    if (request.method === 'GET' && answerClusterPage(response, path)) return;
    if (request.method === 'GET' && path === '/nodes') sendJson(response, 200, {nodes: this.#parts.nodes.names()});
    else if (request.method === 'DELETE' && path === '/faults') {
      this.#parts.faults.clear();
      sendJson(response, 200, {});
    } else if (request.method === 'DELETE' && path === '/usage') {
      this.#parts.ordered.clear();
      sendJson(response, 200, {});
    } else if (request.method === 'POST') sendJson(response, 200, await this.#post(path, await readBody(request)));
    else throw methodNotAllowed();
  }

  async #post(path: string, text: string): Promise<object> {
    const {clock, faults, nodes, hub, store, ordered} = this.#parts;
    switch (path) {
      case '/clock': {
        await clock.advance(read(clockSchema, text).advanceMs);
        return {now: new Date(clock.now()).toISOString()};
      }
      case '/faults': {
        faults.add(read(faultSchema, text));
        return {};
      }
      case '/nodes': {
        const {action, name} = read(nodeSchema, text);
        if (action === 'add') nodes.add(name);
        else if (action === 'remove') nodes.remove(name);
        else nodes.setReady(name, action === 'ready');
        return {nodes: nodes.names()};
      }
      case '/usage': {
        // without a selector, all of the namespace's Pods
        const {labelSelector = '', ...order} = read(usageSchema, text);
        ordered.add({...order, selects: parseLabelSelector(labelSelector)});
        return {};
      }
      case '/watches': {
        const {action} = read(watchSchema, text);
        if (action === 'expire') store.forgetHistory();
        return {ended: hub.endAll(action)};
      }
      default:
        throw unknownPath();
    }
  }
}

function read<T>(schema: z.ZodType<T>, text: string): T {
  const result = schema.safeParse(parseBody(text, 'application/json'));
  if (result.success) return result.data;
  throw badRequest(z.prettifyError(result.error));
}
