export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object with changes merged in as a JSON merge patch; the object is left as it is. */
export function mergeInto(target: Record<string, unknown>, change: object): Record<string, unknown> {
  const merged = {...target};
  for (const [key, value] of Object.entries(change)) {
    const before = merged[key];
    if (value === null) delete merged[key];
    else merged[key] = isObject(value) && isObject(before) ? mergeInto(before, value) : value;
  }
  return merged;
}

/** Of an object, of a list's items or of a watch's event, the fields of these dotted paths alone. */
export function onlyFields(value: unknown, paths: readonly string[]): unknown {
  if (!isObject(value)) return value;
  const {items, object, type} = value;
  if (Array.isArray(items)) return {items: items.map((item: unknown) => onlyFields(item, paths))};
  if (isObject(object)) return {type, object: onlyFields(object, paths)};
  return Object.fromEntries(paths.map((path) => [path, fieldAt(value, path)]));
}

function fieldAt(value: unknown, path: string): unknown {
  return path.split('.').reduce((part: unknown, key) => {
    if (Array.isArray(part)) return part[Number(key)];
    return isObject(part) ? part[key] : undefined;
  }, value);
}
