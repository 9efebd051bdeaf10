import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {chmod, copyFile, mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {expect, it, onTestFinished} from 'vitest';
import {waitUntil} from '#test/support/wait-until.ts';

const script = resolve(import.meta.dirname, '../../../scripts/prepare.mjs');

it('who ends it while it installs ends the installation too', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'labrador-preparing-'));
  onTestFinished(async () => rm(folder, {recursive: true}));
  await mkdir(join(folder, 'scripts'));
  await copyFile(script, join(folder, 'scripts', 'prepare.mjs'));
  await writeFile(join(folder, 'package-lock.json'), '{}');
  const npm = join(folder, 'npm');
  await writeFile(
    npm,
    '#!/bin/sh\ntrap "echo ended >told; exit 1" TERM\necho begun >told\nwhile :; do sleep 0.1; done\n',
  );
  await chmod(npm, 0o755);
  const told = async () => readFile(join(folder, 'told'), 'utf8').catch(() => '');

  const preparing = spawn(process.execPath, [join(folder, 'scripts', 'prepare.mjs')], {
    env: {...process.env, PATH: `${folder}:${process.env['PATH']}`},
    stdio: 'ignore',
  });
  await waitUntil('it installs', async () => ((await told()).includes('begun') ? true : undefined));
  preparing.kill('SIGTERM');

  const [code]: unknown[] = await once(preparing, 'exit');
  expect(code).toBe(143);
  expect(await told()).toContain('ended');
});
