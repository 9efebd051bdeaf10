import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {ApiClient, type ApiResponse} from '#src/cluster/api/api-client.ts';
import type {ApiRequest} from '#src/cluster/api/api-request.ts';
import type {OperationMemory} from '#src/cluster/operations/operation-context.ts';
import {parseKubectl} from '#src/operations/kubectl/parse-kubectl.ts';
import {namespace} from '#test/support/sandbox-fixture.ts';
import {startBesideKubectl, type BesideKubectl} from './beside-kubectl.ts';
import {waitUntil} from '#test/support/kubectl-cluster.ts';

let beside: BesideKubectl;
const ours: BesideKubectl['ours'] = async (...given) => beside.ours(...given);
beforeAll(async () => {
  beside = await startBesideKubectl();
});
afterAll(async () => beside?.close());

describe('a second run, after the worker died', () => {
  const remembering = (): OperationMemory => {
    let noted: unknown;
    return {
      recall: () => noted,
      note: async (value) => {
        noted = structuredClone(value);
        return Promise.resolve();
      },
    };
  };

  /** A client whose answers are lost once something was written. */
  class Dying extends ApiClient {
    override async request(request: ApiRequest): Promise<ApiResponse> {
      const response = await super.request(request);
      if (request.method === this.deadly) throw new Error('the worker died');
      return response;
    }

    override hearing(): this {
      return this;
    }

    override persistent(): this {
      return this;
    }

    deadly: ApiRequest['method'] = 'PATCH';
  }
  const dying = () => new Dying(beside.server, undefined, 1024 * 1024);

  test('of create takes what it made itself for its own', async () => {
    const memory = remembering();
    const line = 'create deployment survivor --image=nginx:1.18-alpine';
    await expect(ours(line, {client: dying(), memory})).rejects.toThrow('the worker died');
    expect(await ours(line, {memory})).toMatchObject({kind: 'done', text: 'deployment.apps/survivor created'});
    expect(await ours(line)).toMatchObject({kind: 'failed', code: 'AlreadyExists'});
  });

  test('of a step that is played goes on with the line that it was at', async () => {
    const memory = remembering();
    const lines = ['create configmap first --from-literal=a=b', 'create configmap other --from-literal=a=b'].map(
      (line) => parseKubectl(line, {files: new Map()}).operation,
    );
    const client = dying();
    await expect(beside.run({kind: 'play', lines}, {client, memory})).rejects.toThrow('the worker died');
    await expect(beside.run({kind: 'play', lines}, {client, memory})).rejects.toThrow('the worker died');
    expect(await beside.run({kind: 'play', lines}, {memory})).toMatchObject({
      kind: 'done',
      text: 'configmap/first created\nconfigmap/other created',
    });
  });

  test('of run goes on with the Pod that it made, and makes no other', async () => {
    const memory = remembering();
    const line = 'run once --image=busybox:1.36 --rm -i --restart=Never -- echo hello';
    await expect(ours(line, {client: dying(), memory})).rejects.toThrow('the worker died');
    const atRemoval = dying();
    atRemoval.deadly = 'DELETE';
    await expect(ours(line, {client: atRemoval, memory})).rejects.toThrow('the worker died');
    await waitUntil(
      async () => ((await beside.cluster.kubectl('get pod once')).code === 1 ? true : undefined),
      'the Pod to be gone',
    );
    expect(await ours(line, {memory})).toEqual({kind: 'interrupted'});
  });
});

describe('a Pod that is run to its end', () => {
  test.each([
    [
      'run e --image=busybox:1.36 --rm -it --restart=Never -- echo hello',
      {kind: 'done', text: `hello\npod "e" deleted from ${namespace} namespace`},
    ],
    [
      'run e --image=busybox:1.36 --attach --restart=Never --rm -- sh -c "echo hello; exit 3"',
      {
        kind: 'failed',
        code: 'ExitCode',
        message: `pod ${namespace}/e terminated (Error)`,
        text: `hello\npod "e" deleted from ${namespace} namespace`,
      },
    ],
    [
      'run e --image=busybox:1.36 -i --rm -- sh -c "echo hello"',
      {kind: 'done', text: `hello\npod "e" deleted from ${namespace} namespace`},
    ],
    ['run f --image=busybox:1.36 -i --restart=Never -- echo hello', {kind: 'done', text: 'hello', card: {}}],
  ])('shows what it printed: %s', async (line, expected) => {
    await waitUntil(
      async () => ((await beside.cluster.kubectl('get pod e')).code === 1 ? true : undefined),
      'the last to be gone',
    );
    expect(await ours(line)).toMatchObject(expected);
  });
});
