import type {OperationOf} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {onlyContext} from '#src/operations/kubectl/only-context.ts';
import {learnerAccount} from '#src/kinds/service-account/kept-accounts.ts';
import {homeAlias} from '#src/operations/namespace-alias.ts';
import {sandboxNamed} from '#src/sandbox/namespace/further-namespaces.ts';
import {alignColumns} from '#src/views/table/align-columns.ts';
import type {OperationContext} from './operation-context.ts';

/** What `kubectl config` says of the one context that there is. Neither address nor credential is in it: none is theirs. */
export async function config(
  {action, namespace}: OperationOf<'config'>,
  {sandbox}: OperationContext,
): Promise<Outcome> {
  const current = sandboxNamed(sandbox, namespace ?? homeAlias);
  return Promise.resolve({kind: 'done', text: textOf(action, current.alias ?? current.namespace), notes: []});
}

function textOf(action: OperationOf<'config'>['action'], namespace: string): string {
  switch (action) {
    case 'current-context':
      return onlyContext;
    case 'get-contexts':
      return alignColumns([
        ['CURRENT', 'NAME', 'CLUSTER', 'AUTHINFO', 'NAMESPACE'],
        ['*', onlyContext, onlyContext, learnerAccount, namespace],
      ]).trimEnd();
    case 'get-clusters':
      return `NAME\n${onlyContext}`;
    case 'get-users':
      return `NAME\n${learnerAccount}`;
    case 'use-context':
      return `Switched to context "${onlyContext}".`;
    case 'set-context':
      return `Context "${onlyContext}" modified.`;
    case 'view':
      return `apiVersion: v1
clusters:
- cluster: {}
  name: ${onlyContext}
contexts:
- context:
    cluster: ${onlyContext}
    namespace: ${namespace}
    user: ${learnerAccount}
  name: ${onlyContext}
current-context: ${onlyContext}
kind: Config
users:
- name: ${learnerAccount}
  user: {}`;
  }
}
