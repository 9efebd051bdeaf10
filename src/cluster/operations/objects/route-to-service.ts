import {ingressSchema} from '#src/kinds/ingress/schema.ts';
import {ownIngressClass} from '#src/kinds/ingress/own-class.ts';
import {addressesOf, routeOf, type Asked, type Route} from '#src/kinds/ingress/route.ts';
import {serviceSchema, type Service, type ServicePort} from '#src/kinds/service/schema.ts';
import {UserError} from '#src/operations/user-error.ts';
import {isNotFound} from '#src/cluster/api/api-error.ts';
import {resourcePath} from '#src/cluster/api/resource-path.ts';
import type {OperationContext} from '../operation-context.ts';
import {listObjects} from './resolve-name.ts';
import {words} from '#src/words/words.ts';

interface Target {
  readonly ingress: string;
  readonly service: Service;
  readonly port: ServicePort;
}

/** So many rules are named to who asks for something else. */
const mostNamed = 10;

/**
 * The Service to which the learner's Ingresses send a host's path, as a controller would that followed them.
 * @throws UserError `not-found` for what a controller would answer 404 or 503, in words
 */
export async function routeToService(asked: Asked, context: OperationContext): Promise<Target> {
  const found = await listObjects('ingresses', '', context);
  const ingresses = found
    .map((object) => ingressSchema.parse(object))
    .filter(({spec}) => spec.ingressClassName === ownIngressClass);
  if (ingresses.length === 0) throw new UserError('not-found', words().running.noIngress);
  const route = routeOf(ingresses, asked);
  if (route === undefined) {
    const addresses = addressesOf(ingresses);
    const named = addresses.slice(0, mostNamed).join(', ');
    throw new UserError(
      'not-found',
      words().running.noRoute({
        address: `${asked.host}${asked.path}`,
        addresses: addresses.length > mostNamed ? `${named}, …` : named,
      }),
    );
  }
  return targetOf(route, context);
}

async function targetOf({ingress, backend}: Route, context: OperationContext): Promise<Target> {
  if (!backend.service) throw new UserError('not-found', words().running.noServiceBackend({ingress}));
  const {name, port} = backend.service;
  const service = await readService(name, context);
  if (service === undefined) throw new UserError('not-found', words().running.noBackend({ingress, service: name}));
  const {ports} = service.spec;
  const chosen = ports.find((one) => (port.name === '' ? one.port === port.number : one.name === port.name));
  if (chosen === undefined) {
    throw new UserError(
      'not-found',
      words().running.noBackendPort({
        ingress,
        service: name,
        port: port.name === '' ? String(port.number) : port.name,
        ports: ports.map((one) => (one.name === '' ? String(one.port) : `${one.port} (${one.name})`)).join(', '),
      }),
    );
  }
  return {ingress, service, port: chosen};
}

async function readService(
  name: string,
  {sandbox, identities, signal}: OperationContext,
): Promise<Service | undefined> {
  const path = resourcePath('services', sandbox.namespace, name);
  try {
    const {body} = await identities.learner(sandbox.namespace).request({path, signal});
    return serviceSchema.parse(body);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
