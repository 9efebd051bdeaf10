import type {KubeConfig} from '@kubernetes/client-node';
import {Agent, request} from 'undici';

const requestDeadlineMs = 60_000;

interface ApiRequest {
  method: string;
  path: string;
  accept: string;
  as?: string;
  contentType?: string;
  body?: string;
}

/** Plain HTTP requests to a cluster, as its kubeconfig's user. */
export class ApiConnection {
  readonly #config: KubeConfig;
  readonly #agent: Agent;

  constructor(config: KubeConfig) {
    this.#config = config;
    const [user, cluster] = [config.getCurrentUser(), config.getCurrentCluster()];
    const decode = (data: string | undefined): string | undefined =>
      data === undefined ? undefined : Buffer.from(data, 'base64').toString();
    const [key, cert, ca] = [decode(user?.keyData), decode(user?.certData), decode(cluster?.caData)];
    this.#agent = new Agent({
      connect: {
        ...(key === undefined ? {} : {key}),
        ...(cert === undefined ? {} : {cert}),
        ...(ca === undefined ? {} : {ca}),
        rejectUnauthorized: cluster?.skipTLSVerify !== true,
      },
    });
  }

  get server(): string {
    return this.#config.getCurrentCluster()?.server ?? '';
  }

  async send({method, path, accept, as, contentType, body}: ApiRequest): Promise<{status: number; text: string}> {
    const token = this.#config.getCurrentUser()?.token;
    const response = await request(this.server + path, {
      // The steps name only methods that HTTP has.
      method: method as 'GET',
      dispatcher: this.#agent,
      signal: AbortSignal.timeout(requestDeadlineMs),
      headers: {
        accept,
        ...(token === undefined ? {} : {authorization: `Bearer ${token}`}),
        ...(as === undefined ? {} : {'impersonate-user': as}),
        ...(body === undefined ? {} : {'content-type': contentType ?? 'application/json'}),
      },
      ...(body === undefined ? {} : {body}),
    });
    return {status: response.statusCode, text: await response.body.text()};
  }

  async close(): Promise<void> {
    await this.#agent.close();
  }
}
