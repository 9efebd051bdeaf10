import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {z} from 'zod';

/** Labrador's version, as its package.json has it. */
export async function ownVersion(): Promise<string> {
  const text = await readFile(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8');
  return z.looseObject({version: z.string()}).parse(JSON.parse(text)).version;
}
