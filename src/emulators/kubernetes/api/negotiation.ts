import {notImplemented, StatusError} from '../status-error.ts';

const readableTypes = new Set(['', '*/*', 'application/json']);
/** What a real server writes besides JSON. */
const others = new Set(['application/yaml', 'application/vnd.kubernetes.protobuf']);
const available = [
  'application/json',
  'application/yaml',
  'application/vnd.kubernetes.protobuf',
  'application/json;stream=watch',
  'application/vnd.kubernetes.protobuf;stream=watch',
];
const forms = /;\s*as=(?!Table\b|PartialObjectMetadata(List)?\b)/;

/**
 * Holds what a request accepts against what is written here, which is JSON alone.
 * @throws StatusError 406 when no server would write it, 501 when a real one would
 */
export function requireJson(accept: string | undefined): void {
  const parts = (accept ?? '').split(',').map((part) => part.trim());
  const types = parts.map((part) => part.split(';')[0]?.trim() ?? '');
  if (types.some((type, at) => readableTypes.has(type) && !forms.test(parts[at] ?? ''))) return;
  if (types.some((type) => readableTypes.has(type))) {
    const known = 'application/json, application/yaml, application/vnd.kubernetes.protobuf';
    throw new StatusError(406, 'NotAcceptable', `only the following media types are accepted: ${known}`);
  }
  const other = types.find((type) => others.has(type));
  if (other !== undefined) throw notImplemented(`answers in ${other}`);
  throw new StatusError(
    406,
    'NotAcceptable',
    `406: Not Acceptable\n\nAvailable representations: ${available.join(', ')}`,
    {},
  );
}
