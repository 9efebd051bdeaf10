import {z} from 'zod';
import {isObjectName} from '#src/kubernetes/object-name.ts';
import type {OperationType} from './operation-type.ts';
import {UserError} from './user-error.ts';
import {words} from '#src/words/words.ts';

/** The page that a Service serves, fetched through the API server's proxy. Without a service: the sandbox's first. */
const schema = z.object({kind: z.literal('browse'), service: z.string().optional(), path: z.string()});

export const browse: OperationType<typeof schema> = {schema, deadlineMs: 20_000, isReadOnly: true, isEndShown: false};

const longestPath = 1000;
const controlCharacters = /[\u0000-\u001f\u007f-\u009f]/u;

/**
 * `/browse` as it was typed: the Service (without one the sandbox's first) and the page (without one `/`). `line` is the
 * kubectl line that does the same.
 * @throws UserError `bad-input` for a name that no Service can have, and a path that no address can have
 */
export function parseBrowse(
  {service, path = '/'}: {service?: string | undefined; path?: string | undefined},
  namespace: string | undefined,
): {line: string; operation: z.infer<typeof schema>} {
  if (service !== undefined && !isObjectName(service)) {
    throw new UserError('bad-input', words().operations.serviceName({name: service}));
  }
  if (path.length > longestPath || controlCharacters.test(path)) {
    throw new UserError('bad-input', words().operations.pagePath({most: longestPath}));
  }
  const absolute = (path.startsWith('/') ? path : `/${path}`).toWellFormed();
  const shown = `/api/v1/namespaces/${namespace ?? 'NAMESPACE'}/services/${service ?? 'SERVICE'}:PORT/proxy${absolute}`;
  const operation = {kind: 'browse' as const, path: absolute, ...(service === undefined ? {} : {service})};
  return {line: `kubectl get --raw ${shown}`, operation};
}
