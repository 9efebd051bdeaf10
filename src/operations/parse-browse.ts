import {isObjectName} from './kubectl/object-name.ts';
import type {OperationOf} from './operation.ts';
import {UserError} from './user-error.ts';

/**
 * `/browse` as it was typed: the Service (without one the sandbox's first) and the page (without one `/`). `line` is the
 * kubectl line that does the same.
 * @throws UserError `bad-input` for a name that no Service can have
 */
export function parseBrowse(
  {service, path = '/'}: {service?: string | undefined; path?: string | undefined},
  namespace: string | undefined,
): {line: string; operation: OperationOf<'browse'>} {
  if (service !== undefined && !isObjectName(service)) {
    throw new UserError('bad-input', `${service} can't be a Service's name.`, {
      next: 'See their names: kubectl get services',
    });
  }
  const absolute = path.startsWith('/') ? path : `/${path}`;
  const shown = `/api/v1/namespaces/${namespace ?? 'NAMESPACE'}/services/${service ?? 'SERVICE'}:PORT/proxy${absolute}`;
  const operation = {kind: 'browse' as const, path: absolute, ...(service === undefined ? {} : {service})};
  return {line: `kubectl get --raw ${shown}`, operation};
}
