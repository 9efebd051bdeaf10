import {randomUUID} from 'node:crypto';
import type {Identities} from '../api/identities.ts';
import {announceInstallation, installationsAtWork, type OtherInstallation} from './installations.ts';

/** So many times another must have written after us. Once may be the leader before this one, at its end. */
const provenAfter = 2;

/**
 * The Lease that says that this installation is at work. Redis lets one bot lead, and that one alone writes it: where another
 * goes on writing it too, there are two Redis with one id, so that one is a copy of the other.
 */
export class OwnLease {
  readonly #identities: Identities;
  readonly #installation: string;
  readonly #holder: string;
  #hasAnnounced = false;
  #writtenByAnother = 0;
  #isAlone = false;

  constructor(identities: Identities, installation: string) {
    this.#identities = identities;
    this.#installation = installation;
    this.#holder = `labrador-${installation}_${randomUUID()}`;
  }

  /** Whether it is known that nobody else at work has this id. */
  get isAlone(): boolean {
    return this.#isAlone;
  }

  /** Whether somebody else at work has this id, for sure. */
  get hasTwin(): boolean {
    return this.#writtenByAnother >= provenAfter;
  }

  /** Looks who is at work, then says that this one is. @returns those with other ids */
  async renew(question: {readonly now: number; readonly signal: AbortSignal}): Promise<OtherInstallation[]> {
    const all = await installationsAtWork(this.#identities.system('provisioner'), question);
    const own = all.find(({id}) => id === this.#installation);
    this.#isAlone = own === undefined || own.holder === this.#holder;
    if (this.#isAlone) this.#writtenByAnother = 0;
    else if (this.#hasAnnounced) this.#writtenByAnother += 1;
    await announceInstallation(this.#identities, {installation: this.#installation, holder: this.#holder, ...question});
    this.#hasAnnounced = true;
    return all.filter((other) => other !== own);
  }
}
