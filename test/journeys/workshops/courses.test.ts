import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {openProcesses, type Processes} from '#test/support/processes.ts';
import {podYaml, tinyLabYaml} from '#test/support/tiny-lab.ts';
import {untilSeen} from './class.ts';

let processes: Processes | undefined;
let folder: string;

/** Labs that the same Pod passes, the second one if it was made for it, and courses of them. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'labrador-courses-'));
  for (const [name, title] of [
    ['first', 'The first lab'],
    ['second', 'The second lab'],
    ['third', 'The third lab'],
  ] as const) {
    await mkdir(join(folder, name, 'specs'), {recursive: true});
    await writeFile(join(folder, name, 'specs', 'pod.yaml'), podYaml);
    const yaml = tinyLabYaml
      .replaceAll('tiny\n', `${name}\n`)
      .replaceAll('labs/tiny/', `labs/${name}/`)
      .replace('A tiny lab', title);
    const wasSeen = "history.exists(h, h.name == 'web' && has(h.readyAt))";
    const own = name === 'second' ? yaml.replace("isReady(pods.named('web'))", wasSeen) : yaml;
    await writeFile(join(folder, name, 'lab.yaml'), own);
  }
  await writeFile(
    join(folder, 'both.course.yaml'),
    '{course: both, title: Both of them, summary: One after the other., labs: [first, second]}\n',
  );
  await writeFile(
    join(folder, 'three.course.yaml'),
    '{course: three, title: Three of them, summary: One after the other., labs: [first, second, third]}\n',
  );
});
afterEach(async () => {
  await processes?.close();
  await rm(folder, {recursive: true, force: true});
});

test('a learner goes through the labs of a course, over a restart, and the board shows how far in each', async () => {
  processes = await openProcesses(await emulatedCluster(), {LABS_DIR: folder, LAB: 'first'});
  const {chat} = processes;
  const bot = await processes.start('bot');
  await processes.start('worker');
  await chat.addChannel('course');
  await chat.addChannel('course-staff', 'facilitator');
  const flo = (await chat.join('flo', ['facilitator'])).in('course-staff');
  const opened = await flo.types('/workshop open lab:both channel:course name:Course');
  expect(await opened.text()).toMatch(/Lab: Both of them.*`both`/);
  const ada = (await chat.join('ada')).in('course');
  await ada.types('/lab start');

  const card = await (await ada.types('/lab show')).answered();
  expect(await card.text()).toContain('Both of them · lab 1 of 2: The first lab · step 1 of 2');
  await ada.presses(await card.message(), '▶ apply -f …/pod.yaml');
  await card.until(/The next lab is \*\*The second lab\*\*/);
  const half = [
    /\*\*Lab 1: The first lab\*\* · 1 finished it\n1\. .*1 done/,
    /\*\*Lab 2: The second lab\*\* · 0 finished it/,
  ];
  await untilSeen(flo, 'course-staff', half);
  // whatever is left, not only what runs
  for (const line of ['create pdb calm --selector=app=web --min-available=1', 'delete pod web']) {
    expect(await (await ada.types(`/kubectl command:${line}`)).text()).toMatch(/created|deleted/);
  }
  const asked = await (await ada.presses(await card.message(), 'Next lab ▶')).answered();
  expect(await asked.text()).toContain(
    '**The second lab** begins in an empty sandbox, and there is something in yours',
  );

  await bot.kill();
  await processes.start('bot');
  await untilSeen(flo, 'course-staff', half);
  const emptied = await ada.presses(await asked.message(), 'Empty it and go on');
  await (await emptied.answered()).until(/deleted|empty/i);
  const second = await (await ada.presses(await emptied.message(), 'Show my step')).answered();
  await second.until(/lab 2 of 2: The second lab · step 2 of 2[^]*⬜ The Pod is ready/);
  expect(await (await ada.types('/lab steps')).text()).toMatch(
    /\*\*Lab 1: The first lab\*\* · 1 of 1 done\n\*\*Lab 2: The second lab\*\* · 0 of 1 done\n▶️ 2\. /,
  );
  await untilSeen(ada, 'course', [/\*\*ada\*\* · lab 2\/2: The second lab · step 2\/2/]);
  await ada.presses(await second.message(), '▶ apply -f …/pod.yaml');
  await second.until(/All steps are done/);
  await untilSeen(flo, 'course-staff', [/\*\*Lab 1: .* · 1 finished it[^]*\*\*Lab 2: .* · 1 finished it/]);

  for (const exported of [await flo.types('/workshop export'), await ada.types('/me export')]) {
    const text = await exported.file();
    for (const step of ['first.run', 'second.run']) expect(text).toContain(step);
  }
}, 300_000);

test('who is behind is moved on through the labs of a course, each from an empty sandbox', async () => {
  processes = await openProcesses(await emulatedCluster(), {LABS_DIR: folder, LAB: 'three'});
  const {chat} = processes;
  await processes.start('bot');
  await processes.start('worker');
  const flo = (await chat.join('flo', ['facilitator'])).in('facilitators');
  const ada = await chat.join('ada');
  await ada.types('/lab start');
  expect(await flo.suggestions('/workshop fast-forward step:')).toHaveLength(2);
  await flo.types('/workshop fast-forward step:3');
  await untilSeen(flo, 'facilitators', [/✅ \*\*Moved on 1 sandbox: step 3\*\* · 1 done/], {withinMs: 120_000});
  expect(await (await ada.types('/lab steps')).text()).toMatch(
    /Lab 1: .* · 1 of 1 done\n\*\*Lab 2: .* · 1 of 1 done\n\*\*Lab 3: The third lab\*\* · 0 of 1 done\n▶️ 3\. /,
  );
}, 300_000);
