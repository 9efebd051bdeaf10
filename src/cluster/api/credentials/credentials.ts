import {readFile} from 'node:fs/promises';
import type {KubeConfig} from '@kubernetes/client-node/dist/config.js';
import type {Cluster, User} from '@kubernetes/client-node/dist/config_types.js';
import {z} from 'zod';
import {FileKubeConfig} from '../read-kubeconfig.ts';
import type {TlsMaterial} from '../connection/connector.ts';
import {CredentialPlugin} from './credential-plugin.ts';
import {CredentialsError} from './credentials-error.ts';

/** How long what was read is used before it is read again, in ms: files are renewed well before what is in them ends. */
const ageMs = 60_000;

/** What proves who asks: the same object for as long as it is the same. */
export interface Credential {
  /** In small letters. */
  readonly headers: Readonly<Record<string, string>>;
  /** The same object for as long as connections need not be opened anew. */
  readonly tls: TlsMaterial;
}

const authProviderSchema = z.looseObject({config: z.looseObject({tokenFile: z.string().optional()}).nullish()});

/**
 * The credentials of a kubeconfig's current user, as they are now: tokens and certificates of its own, of files, and of
 * plugins. They are read again from time to time, and at once when the server refuses them.
 */
export class Credentials {
  readonly #now: () => number;
  #kubeConfig: KubeConfig;
  #cluster: Cluster;
  #user: User;
  #plugin: {readonly exec: string; readonly plugin: CredentialPlugin} | undefined;
  #known: Credential | undefined;
  #readAt = 0;
  /** From when on the plugin is asked whether it has newer ones, in ms since 1970. */
  #endsAt: number | undefined;
  #reading: Promise<Credential> | undefined;

  /** @throws CredentialsError when the kubeconfig has no current context with a cluster */
  constructor(kubeConfig: KubeConfig, now: () => number = Date.now) {
    const cluster = kubeConfig.getCurrentCluster();
    if (cluster === null) throw new CredentialsError('The kubeconfig has no current context with a cluster.');
    this.#now = now;
    this.#kubeConfig = kubeConfig;
    this.#cluster = cluster;
    this.#user = kubeConfig.getCurrentUser() ?? {name: ''};
  }

  /** What to ask with now. @throws CredentialsError while there is nothing */
  async current(): Promise<Credential> {
    const known = this.#known;
    if (known === undefined) return this.#read({isRefused: false});
    const now = this.#now();
    const isOver = this.#endsAt !== undefined && now >= this.#endsAt;
    if (now - this.#readAt < ageMs && !isOver) return known;
    try {
      return await this.#read({isRefused: false});
    } catch (error) {
      // what is known may still be good: when it is refused, the same error tells why there is nothing newer
      if (isOver || !(error instanceof CredentialsError)) throw error;
      this.#readAt = now;
      return known;
    }
  }

  /**
   * What is newer than what the server refused, if there is anything.
   * @throws CredentialsError when it can't be read
   */
  async newerThan(refused: Credential): Promise<Credential | undefined> {
    if (this.#known !== refused && this.#known !== undefined) return this.#known;
    const read = await this.#read({isRefused: true});
    return read === refused ? undefined : read;
  }

  /** All that ask at the same time are answered by one reading. */
  async #read(question: {readonly isRefused: boolean}): Promise<Credential> {
    this.#reading ??= this.#readAnew(question).finally(() => (this.#reading = undefined));
    return this.#reading;
  }

  async #readAnew({isRefused}: {readonly isRefused: boolean}): Promise<Credential> {
    if (this.#known !== undefined) this.#rereadKubeconfig();
    const [cluster, user] = [this.#cluster, this.#user];
    const made = await this.#pluginOf(cluster, user)?.credential({isRefused});
    const [ca, cert, key, headers] = await Promise.all([
      dataOrFile('certificate authority', cluster.caData, cluster.caFile),
      made?.cert ?? dataOrFile('client certificate', user.certData, user.certFile),
      made?.key ?? dataOrFile('key', user.keyData, user.keyFile),
      this.#headers(made?.token),
    ]);
    const known = this.#known;
    const isSameTls = known !== undefined && isSame(known.tls, {ca, cert, key});
    const isSameAll = isSameTls && JSON.stringify(known.headers) === JSON.stringify(headers);
    this.#known = isSameAll ? known : {headers, tls: isSameTls ? known.tls : {ca, cert, key}};
    this.#readAt = this.#now();
    this.#endsAt = made?.endsAt;
    return this.#known;
  }

  /** An operator, or who keeps a certificate new, may have written the file anew; the server stays the one it was. */
  #rereadKubeconfig(): void {
    if (!(this.#kubeConfig instanceof FileKubeConfig)) return;
    let read: KubeConfig;
    try {
      read = this.#kubeConfig.reread();
    } catch (error) {
      throw new CredentialsError(error instanceof Error ? error.message : String(error), {cause: error});
    }
    const cluster = read.getCurrentCluster();
    if (cluster?.server !== this.#cluster.server) return;
    this.#kubeConfig = read;
    this.#cluster = cluster;
    this.#user = read.getCurrentUser() ?? {name: ''};
  }

  /** The same for as long as the kubeconfig has the same: it remembers what it gave. */
  #pluginOf(cluster: Cluster, user: User): CredentialPlugin | undefined {
    // YAML without a type
    const given: unknown = user.exec;
    if (given === null || given === undefined) return undefined;
    const exec = JSON.stringify(given);
    if (this.#plugin?.exec !== exec) {
      this.#plugin = {exec, plugin: new CredentialPlugin({exec: given, cluster, now: this.#now})};
    }
    return this.#plugin.plugin;
  }

  async #headers(made: string | undefined): Promise<Record<string, string>> {
    const {username, password, impersonateUser} = this.#user;
    const token = made ?? (await this.#token());
    const basic = `Basic ${Buffer.from(`${username ?? ''}:${password ?? ''}`).toString('base64')}`;
    const authorization = token === undefined ? (isText(username) ? basic : undefined) : `Bearer ${token}`;
    return {
      ...(authorization === undefined ? {} : {authorization}),
      ...(isText(impersonateUser) ? {'impersonate-user': impersonateUser} : {}),
    };
  }

  async #token(): Promise<string | undefined> {
    const {token} = this.#user;
    const provider: unknown = this.#user.authProvider;
    const file = authProviderSchema.safeParse(provider).data?.config?.tokenFile;
    if (file !== undefined) {
      const read = (await readOrSay('token', file)).toString('utf8').trim();
      if (read === '') throw new CredentialsError(`The token file ${file} is empty.`);
      return read;
    }
    if (isText(token)) return token.trim();
    if (provider === null || provider === undefined) return undefined;
    return this.#tokenOfProvider();
  }

  /** What client-node knows of besides: `auth-provider`, which came before plugins. */
  async #tokenOfProvider(): Promise<string | undefined> {
    const options: {headers: Record<string, string>} = {headers: {}};
    try {
      await this.#kubeConfig.applyToHTTPSOptions(options);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new CredentialsError(`The auth-provider of the kubeconfig failed: ${reason}`, {cause: error});
    }
    return /^Bearer (.*)$/.exec(options.headers['Authorization'] ?? '')?.[1];
  }
}

const isText = (value: string | null | undefined): value is string => typeof value === 'string' && value !== '';

function isSame(one: TlsMaterial, other: TlsMaterial): boolean {
  return (['ca', 'cert', 'key'] as const).every((part) => {
    const [a, b] = [one[part], other[part]];
    return a === undefined || b === undefined ? a === b : a.equals(b);
  });
}

async function dataOrFile(
  what: string,
  data: string | undefined,
  file: string | undefined,
): Promise<Buffer | undefined> {
  if (isText(data)) return Buffer.from(data, 'base64');
  return isText(file) ? readOrSay(what, file) : undefined;
}

async function readOrSay(what: string, file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new CredentialsError(`The ${what} file ${file} can't be read (${reason}).`, {
      cause: error,
      isMissing: reason === 'ENOENT',
    });
  }
}
