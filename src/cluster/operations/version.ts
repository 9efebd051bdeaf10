import {stringify} from 'yaml';
import {z} from 'zod';
import type {OperationOf} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import type {OperationContext} from './operation-context.ts';

const infoSchema = z.looseObject({gitVersion: z.string()});

/** What `kubectl version` prints of the server: the client is this chat, which has no version of Kubernetes'. */
export async function version({output}: OperationOf<'version'>, context: OperationContext): Promise<Outcome> {
  const {sandbox, identities, signal} = context;
  const {body} = await identities.learner(sandbox.namespace).request({path: '/version', signal});
  const serverVersion = infoSchema.parse(body);
  return {kind: 'done', text: textOf(serverVersion, output), notes: []};
}

function textOf(serverVersion: z.infer<typeof infoSchema>, output: OperationOf<'version'>['output']): string {
  switch (output) {
    case 'json':
      return JSON.stringify({serverVersion}, undefined, 2);
    case 'yaml':
      return stringify({serverVersion}, {sortMapEntries: true}).trimEnd();
    case undefined:
      return `Server Version: ${serverVersion.gitVersion}`;
  }
}
