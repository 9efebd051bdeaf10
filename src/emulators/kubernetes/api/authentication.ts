import type {IncomingHttpHeaders} from 'node:http';
import type {Authorizer} from '../access/authorizer.ts';
import {admin, identityOf, parseServiceAccount, type Identity} from '../access/identity.ts';
import type {Tokens} from '../access/tokens.ts';
import {forbidden, StatusError} from '../status-error.ts';

/**
 * Whose request it is, by token, and as whom it is to be taken, if the caller may impersonate. A request without a
 * token is the administrator's: kubectl sends none over plain HTTP, and only this machine can reach the server.
 */
export class Authentication {
  readonly #tokens: Tokens;
  readonly #authorizer: Authorizer;

  constructor({tokens, authorizer}: {tokens: Tokens; authorizer: Authorizer}) {
    this.#tokens = tokens;
    this.#authorizer = authorizer;
  }

  /** @throws StatusError 401 for a bad token, 403 for an impersonation that is not allowed */
  identify(headers: IncomingHttpHeaders): Identity {
    const caller = this.#caller(headers.authorization);
    const user = headers['impersonate-user'];
    const groups = listOf(headers['impersonate-group']);
    if (user === undefined && groups.length === 0) return caller;
    if (typeof user !== 'string' || user === '') {
      throw new StatusError(500, 'InternalError', 'requested groups without impersonating a user');
    }
    const account = parseServiceAccount(user);
    if (account === undefined) this.#check(caller, {resource: 'users', name: user, namespace: undefined});
    else this.#check(caller, {resource: 'serviceaccounts', name: account.name, namespace: account.namespace});
    for (const group of groups) this.#check(caller, {resource: 'groups', name: group, namespace: undefined});
    return identityOf(user, groups);
  }

  #caller(authorization: string | undefined): Identity {
    const [, token] = /^Bearer (.+)$/i.exec(authorization ?? '') ?? [];
    if (token === undefined) return admin;
    const identity = this.#tokens.identify(token);
    if (identity === undefined) throw new StatusError(401, 'Unauthorized', 'Unauthorized');
    return identity;
  }

  #check(caller: Identity, access: {resource: string; name: string; namespace: string | undefined}): void {
    const {resource, name, namespace} = access;
    if (this.#authorizer.isAllowed(caller, {verb: 'impersonate', group: '', ...access})) return;
    const where = namespace === undefined ? 'at the cluster scope' : `in the namespace "${namespace}"`;
    const why = `User "${caller.name}" cannot impersonate resource "${resource}" in API group "" ${where}`;
    throw forbidden({group: '', plural: resource}, name, why);
  }
}

function listOf(header: string | string[] | undefined): string[] {
  if (header === undefined) return [];
  // Node joins repeated headers of this kind by commas.
  return (Array.isArray(header) ? header : header.split(',')).map((one) => one.trim()).filter((one) => one !== '');
}
