import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {parse} from 'yaml';
import {labPolicySchema, type LabPolicy} from '../src/sandbox/lab-policy.ts';

/** What the labs allow: those of `LABS_DIR`, or those that come with Labrador. */
export async function readLabPolicies(): Promise<LabPolicy[]> {
  const folder = process.env['LABS_DIR'] ?? join(import.meta.dirname, '..', 'specs');
  const entries = await readdir(folder, {withFileTypes: true});
  return Promise.all(
    entries
      .filter((entry) => entry.isDirectory())
      .map(async ({name}) => labPolicySchema.parse(parse(await readFile(join(folder, name, 'lab.yaml'), 'utf8')))),
  );
}
