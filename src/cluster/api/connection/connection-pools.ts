import {Agent} from 'undici';
import {connectorOf, type TlsMaterial, type Way} from './connector.ts';

/** Requests on their way at a time, on a server that takes one after the other on a connection. */
const mostConnections = 64;

interface Agents {
  readonly tls: TlsMaterial;
  readonly ending: Agent;
  readonly followed: Agent;
}

/** Connections to one API server. Those whose answers are followed are apart: one that is open for minutes holds up nobody. */
export class ConnectionPools {
  readonly #way: Omit<Way, 'tls' | 'allowH2'>;
  #agents: Agents | undefined;
  readonly #leaving = new Set<Agent>();
  #isClosed = false;

  constructor(way: Omit<Way, 'tls' | 'allowH2'>) {
    this.#way = way;
  }

  /** Connections are opened anew with a new certificate; what runs on the old ones ends there. */
  agentFor(tls: TlsMaterial, {isFollowed = false}: {readonly isFollowed?: boolean}): Agent {
    if (this.#isClosed) throw new Error('its connections were closed');
    if (this.#agents?.tls !== tls) {
      this.#leave();
      this.#agents = {tls, ending: this.#open(tls, mostConnections), followed: this.#open(tls, null)};
    }
    return isFollowed ? this.#agents.followed : this.#agents.ending;
  }

  /** Nothing is sent any more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const {ending, followed} = this.#agents ?? {};
    await Promise.all([ending, followed, ...this.#leaving].map(async (agent) => agent?.destroy()));
  }

  #leave(): void {
    if (this.#agents === undefined) return;
    for (const agent of [this.#agents.ending, this.#agents.followed]) {
      this.#leaving.add(agent);
      const forget = (): void => void this.#leaving.delete(agent);
      agent.close().then(forget, forget);
    }
  }

  #open(tls: TlsMaterial, connections: number | null): Agent {
    return new Agent({
      connections,
      keepAliveTimeout: 30_000,
      // what is followed is silent for as long as nothing happens; each request has a signal of its own
      bodyTimeout: 0,
      headersTimeout: 0,
      connect: connectorOf({...this.#way, tls, allowH2: true}),
    });
  }
}
