import {spawn, type ChildProcessWithoutNullStreams} from 'node:child_process';
import {join} from 'node:path';

const lineDeadlineMs = 120_000;

export interface Typed {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** One kubectl program and one cluster, with a folder of their own where lines are typed. */
export class Kubectl {
  readonly #program: string;
  readonly #folder: string;

  /** @param folder holds `kubeconfig`, and what lines name */
  constructor(program: string, folder: string) {
    this.#program = program;
    this.#folder = folder;
  }

  async type(words: readonly string[], input = ''): Promise<Typed> {
    const child = this.start(words);
    const typed: Typed = {code: null, stdout: '', stderr: ''};
    child.stdout.on('data', (data: Buffer) => (typed.stdout += data.toString()));
    child.stderr.on('data', (data: Buffer) => (typed.stderr += data.toString()));
    // A program that ends without reading breaks the pipe, which is no fault.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    const code = await new Promise<number | null>((done, failed) => {
      child.once('error', failed);
      child.once('close', done);
    });
    return {...typed, code};
  }

  start(words: readonly string[]): ChildProcessWithoutNullStreams {
    return spawn(this.#program, ['--cache-dir', join(this.#folder, 'cache'), ...words], {
      cwd: this.#folder,
      env: {...process.env, KUBECONFIG: join(this.#folder, 'kubeconfig'), HOME: this.#folder},
      timeout: lineDeadlineMs,
      stdio: 'pipe',
    });
  }
}

/** Splits at spaces, but not inside single quotes, which may begin within a word. */
export function splitLine(line: string): string[] {
  return (line.match(/(?:'[^']*'|[^\s'])+/g) ?? []).map((word) => word.replaceAll("'", ''));
}
