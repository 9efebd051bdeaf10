import {randomBytes} from 'node:crypto';
import type {Clock} from '../clock.ts';
import type {ServiceAccount} from '../objects/cluster-objects.ts';
import {serviceAccounts} from '../resources/service-accounts.ts';
import type {Store} from '../store/store.ts';
import {admin, identityOf, serviceAccountName, type Identity} from './identity.ts';

interface Issued {
  namespace: string;
  name: string;
  uid: string;
  expiresAtMs: number;
}

/** Bearer tokens: the administrator's, and those that ServiceAccounts were issued. Nothing of a token is in the text of it. */
export class Tokens {
  readonly adminToken: string;
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #issued = new Map<string, Issued>();

  constructor({
    store,
    clock,
    adminToken = randomToken(),
  }: {
    store: Store;
    clock: Clock;
    adminToken?: string | undefined;
  }) {
    this.#store = store;
    this.#clock = clock;
    this.adminToken = adminToken;
  }

  issue({metadata}: ServiceAccount, lifetimeSeconds: number): {token: string; expiresAtMs: number} {
    this.#forgetSurplus();
    const token = randomToken();
    const expiresAtMs = this.#clock.now() + lifetimeSeconds * 1000;
    this.#issued.set(token, {namespace: metadata.namespace ?? '', name: metadata.name, uid: metadata.uid, expiresAtMs});
    return {token, expiresAtMs};
  }

  /** Expired ones go first, then the oldest. */
  #forgetSurplus(): void {
    if (this.#issued.size < maxIssued) return;
    for (const [token, {expiresAtMs}] of this.#issued) if (expiresAtMs <= this.#clock.now()) this.#issued.delete(token);
    const [oldest] = this.#issued.keys();
    if (this.#issued.size >= maxIssued && oldest !== undefined) this.#issued.delete(oldest);
  }

  /** Whose token it is; undefined for one that is unknown, expired, or whose ServiceAccount is gone. */
  identify(token: string): Identity | undefined {
    if (token === this.adminToken) return admin;
    const issued = this.#issued.get(token);
    if (issued === undefined) return undefined;
    const account = this.#store.get(serviceAccounts, issued.namespace, issued.name);
    if (issued.expiresAtMs <= this.#clock.now() || account?.metadata.uid !== issued.uid) {
      this.#issued.delete(token);
      return undefined;
    }
    return identityOf(serviceAccountName(issued.namespace, issued.name));
  }
}

/** So many tokens are known at a time. */
const maxIssued = 10_000;

function randomToken(): string {
  return randomBytes(24).toString('base64url');
}
