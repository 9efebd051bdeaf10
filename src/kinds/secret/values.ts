import {isJsonObject, omitKeys, type JsonObject} from '#src/kubernetes/json.ts';

/** How long a value is, as `kubectl describe` says it. */
export const sizeOf = (base64: string): string => `${Buffer.from(base64, 'base64').length} bytes`;

/**
 * With the texts of `stringData` under `data`, as the API server stores them: what is applied is then the same as what is
 * there, and a key that is taken out goes.
 */
export function withEncodedTexts(secret: JsonObject): JsonObject {
  const {stringData, data} = secret;
  if (!isJsonObject(stringData)) return secret;
  const encoded = Object.entries(stringData).map(([key, text]) => [
    key,
    typeof text === 'string' ? Buffer.from(text).toString('base64') : text,
  ]);
  return {
    ...omitKeys(secret, ['stringData', 'data']),
    data: {...(isJsonObject(data) ? data : {}), ...Object.fromEntries(encoded)},
  };
}

/** Where kubectl's own `apply` keeps all that was applied. */
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

/** With how long each value is in its place. */
export function withSizes(secret: JsonObject): JsonObject {
  const sized = ['data', 'stringData'].flatMap((field) => {
    const values = secret[field];
    if (!isJsonObject(values)) return [];
    const sizes = Object.entries(values).map(([key, value]) => [
      key,
      typeof value === 'string' ? sizeOf(value) : 'no text',
    ]);
    return [[field, Object.fromEntries(sizes)]];
  });
  const {metadata} = secret;
  const annotations = isJsonObject(metadata) ? metadata['annotations'] : undefined;
  return {
    ...secret,
    ...(isJsonObject(metadata) && isJsonObject(annotations)
      ? {metadata: {...metadata, annotations: omitKeys(annotations, [lastApplied])}}
      : {}),
    ...Object.fromEntries(sized),
  };
}
