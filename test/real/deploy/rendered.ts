import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {parseAllDocuments, stringify} from 'yaml';
import {z} from 'zod';
import {helm} from './programs.ts';

export const chart = 'deploy/chart';

const objectSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({name: z.string(), labels: z.record(z.string(), z.string()).optional()}),
});
export type KubernetesObject = z.infer<typeof objectSchema>;

/** Without what the cluster needs once, which is most of the text and the same whatever else is chosen. */
export const alone = {cluster: {identities: false, nodeAgent: false, admissionPolicies: false}};

/** What `helm template` prints of these values. @throws with Helm's words where it refuses them */
export const renderText = async (values: object, ...args: readonly string[]): Promise<string> =>
  textOf('labrador', values, args);

async function textOf(release: string, values: object, args: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'labrador-chart-'));
  try {
    const file = join(folder, 'values.yaml');
    await writeFile(file, stringify(values));
    return await helm('template', release, chart, '--namespace', 'labrador-system', '--values', file, ...args);
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
}

/** The objects of a file of several, read as the API server would. */
export function objectsOf(text: string): KubernetesObject[] {
  return parseAllDocuments(text)
    .map((document): unknown => document.toJS())
    .filter((object) => object !== null)
    .map((object) => objectSchema.parse(object));
}

export async function render(values: object = {}, ...args: readonly string[]): Promise<KubernetesObject[]> {
  return objectsOf(await renderText(values, ...args));
}

export const renderAs = async (release: string, values: object): Promise<KubernetesObject[]> =>
  objectsOf(await textOf(release, values, []));

/** `KIND NAME` of each, in order. */
export const titles = (objects: readonly KubernetesObject[]): string[] =>
  objects.map(({kind, metadata}) => `${kind} ${metadata.name}`).sort();

/** @throws Error where there is none of that title */
export function named(objects: readonly KubernetesObject[], title: string): KubernetesObject {
  const found = objects.find(({kind, metadata}) => `${kind} ${metadata.name}` === title);
  if (found === undefined) throw new Error(`no ${title} among ${titles(objects).join(', ')}`);
  return found;
}
