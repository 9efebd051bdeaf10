import {readdir} from 'node:fs/promises';
import {resolve} from 'node:path';
import type {Reporter, TestModule, TestRunEndReason} from 'vitest/node';
import {realClusterVersion} from '../real-cluster.ts';
import {recordTried} from './tried-versions.ts';

/** The projects that need a real cluster, with their script in package.json and where their files stand. */
const suites = [
  {project: 'cluster', suite: 'test:cluster', folder: 'real/cluster'},
  {project: 'slices', suite: 'test:slices', folder: 'real/cluster/slices'},
];

/** Writes on which version of Kubernetes a suite has passed: the whole of it, with no test left out. */
export class TriedVersionsReporter implements Reporter {
  async onTestRunEnd(
    modules: readonly TestModule[],
    unhandledErrors: readonly unknown[],
    reason: TestRunEndReason,
  ): Promise<void> {
    if (reason !== 'passed' || unhandledErrors.length > 0) return;
    for (const {project, suite, folder} of suites) {
      const run = modules.filter((module) => module.project.name === project);
      if (run.length > 0 && (await isWhole(folder, run))) await recordTried(suite, await realClusterVersion());
    }
  }
}

async function isWhole(folder: string, run: readonly TestModule[]): Promise<boolean> {
  const files = await readdir(resolve(import.meta.dirname, '../..', folder));
  const wanted = files.filter((file) => file.endsWith('.test.ts')).length;
  const tests = run.flatMap((module) => [...module.children.allTests()]);
  return run.length === wanted && tests.every((test) => test.result().state === 'passed');
}
