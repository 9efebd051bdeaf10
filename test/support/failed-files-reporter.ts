import {writeFile} from 'node:fs/promises';
import type {Reporter, TestModule} from 'vitest/node';

/**
 * Writes the files of which something failed to the file that `FAILED_FILES` names, a path each line, for `.ci/run`, which
 * tries them once more, alone. Of a run that broke outside of its files it writes nothing: there is nothing to try again.
 */
export class FailedFilesReporter implements Reporter {
  async onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): Promise<void> {
    const path = process.env.FAILED_FILES;
    if (path === undefined || unhandledErrors.length > 0) return;
    const failed = modules.filter((module) => !module.ok()).map(({moduleId}) => moduleId);
    await writeFile(path, failed.map((moduleId) => `${moduleId}\n`).join(''));
  }
}
