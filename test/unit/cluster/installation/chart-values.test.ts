import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {isMap, isScalar, parseDocument, type Pair} from 'yaml';
import {z} from 'zod';

const read = (path: string): string => readFileSync(`deploy/chart/${path}`, 'utf8');

interface Value {
  /** `worker.autoscaling.minReplicas` */
  readonly path: string;
  readonly comment: string;
}

/** The values that are no groups of others, each with what is said of it: before it, or behind it. */
function valuesOf(node: unknown, before: readonly string[] = []): Value[] {
  if (!isMap(node)) throw new Error(`no map: ${before.join('.')}`);
  return node.items.flatMap(({key, value}: Pair, index) => {
    const path = [...before, String(isScalar(key) ? key.value : key)];
    if (isMap(value) && !value.flow && value.items.length > 0) return valuesOf(value, path);
    const first = index === 0 && before.length > 0 ? node.commentBefore : '';
    const above = isScalar(key) ? key.commentBefore : '';
    const behind = isScalar(value) ? value.comment : '';
    return [{path: path.join('.'), comment: [first, above, behind].join('').trim()}];
  });
}

const values = valuesOf(parseDocument(read('values.yaml')).contents);

test('each value has its own comment', () => {
  expect(values.length).toBeGreaterThan(40);
  expect(values.filter(({comment}) => comment === '').map(({path}) => path)).toEqual([]);
});

const entrySchema = z.looseObject({
  $ref: z.string().optional(),
  type: z.string().optional(),
  additionalProperties: z.union([z.boolean(), z.unknown()]).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
});
type Entry = z.infer<typeof entrySchema>;
const root = z.looseObject({$defs: z.record(z.string(), z.unknown())}).parse(JSON.parse(read('values.schema.json')));

/** What the schema says there, behind its references. */
function entry(schema: unknown): Entry {
  const found = entrySchema.parse(schema);
  return found.$ref === undefined ? found : entry(root.$defs[found.$ref.replace('#/$defs/', '')]);
}

test('each value has its entry in the schema, and the schema takes no other', () => {
  const known = (schema: unknown, before: string): string[] => {
    const {properties, additionalProperties} = entry(schema);
    if (properties === undefined) return [before];
    expect([before, additionalProperties]).toEqual([before, false]);
    return Object.entries(properties).flatMap(([name, one]) => known(one, before === '' ? name : `${before}.${name}`));
  };
  const all = known(root, '');
  const isBelow = (path: string): boolean => values.some((value) => path.startsWith(`${value.path}.`));
  for (const {path} of values) {
    expect([path, all.some((one) => one === path || one.startsWith(`${path}.`))]).toEqual([path, true]);
  }
  const paths = new Set(values.map(({path}) => path));
  // Helm's own
  expect(all.filter((path) => !paths.has(path) && !isBelow(path))).toEqual(['global']);
});
