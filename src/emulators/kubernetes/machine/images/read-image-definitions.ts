import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {parse} from 'yaml';
import {z} from 'zod';
import {imageDefinitionSchema, type ImageDefinition} from './image-definition.ts';
import {unknownNames} from './fill-template.ts';

const folder = join(import.meta.dirname, '..', '..', 'images');

/** The images of the folder `images`. @throws Error with all that is wrong in a file of it */
export async function readImageDefinitions(): Promise<ImageDefinition[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
  const texts = await Promise.all(
    names.map(async (name) => ({name, text: await readFile(join(folder, name), 'utf8')})),
  );
  const fileOf = new Map<string, string>();
  return texts.map(({name, text}) => {
    const definition = readImageDefinition(name, text);
    for (const repository of definition.repositories) {
      const other = fileOf.get(repository);
      if (other !== undefined) throw new Error(`${name}: ${repository} is in ${other} as well`);
      fileOf.set(repository, name);
    }
    return definition;
  });
}

/** @param name by which what is wrong is told */
export function readImageDefinition(name: string, text: string): ImageDefinition {
  const parsed = imageDefinitionSchema.safeParse(parse(text));
  if (!parsed.success) throw new Error(`${name}: ${z.prettifyError(parsed.error)}`);
  for (const [path, program] of Object.entries(parsed.data.programs)) {
    const unknown = unknownNames(program);
    if (unknown.length > 0) throw new Error(`${name}: ${path}: nothing is known by ${unknown.join(', ')}`);
  }
  return parsed.data;
}
