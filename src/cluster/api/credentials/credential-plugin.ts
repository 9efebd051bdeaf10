import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import type {Cluster} from '@kubernetes/client-node/dist/config_types.js';
import {z} from 'zod';
import {parseJson} from '../parse-json.ts';
import {CredentialsError} from './credentials-error.ts';

/** How long a plugin may take, in ms: clouds' ask over the network, with tries of their own. */
const runMs = 60_000;
const outputLimitBytes = 1024 * 1024;
/** Of what a plugin says, as many characters as fit into a sentence. */
const longestWords = 300;
/** How long before they end credentials are asked for anew, in ms. */
const aheadMs = 10_000;
/** How long a plugin is left alone after it has run, in ms; after each failure twice as long, up to the second. */
const pauseMs = {first: 1_000, most: 30_000} as const;

/** @see https://kubernetes.io/docs/reference/access-authn-authz/authentication/#configuration */
const pluginSchema = z.looseObject({
  apiVersion: z.string().default('client.authentication.k8s.io/v1'),
  command: z.string().min(1),
  args: z.array(z.string()).nullish(),
  env: z.array(z.object({name: z.string(), value: z.string()})).nullish(),
  installHint: z.string().nullish(),
  interactiveMode: z.string().nullish(),
  provideClusterInfo: z.boolean().nullish(),
});

const credentialSchema = z.looseObject({
  kind: z.literal('ExecCredential'),
  status: z
    .looseObject({
      token: z.string().optional(),
      clientCertificateData: z.string().optional(),
      clientKeyData: z.string().optional(),
      expirationTimestamp: z.iso.datetime({offset: true}).optional(),
    })
    .refine(
      ({token, clientCertificateData, clientKeyData}) =>
        token !== undefined || (clientCertificateData !== undefined && clientKeyData !== undefined),
    ),
});

/** What a plugin gave: a token, or a certificate with its key, or both. */
export interface PluginCredential {
  readonly token: string | undefined;
  readonly cert: Buffer | undefined;
  readonly key: Buffer | undefined;
  /** In ms since 1970; undefined for what ends when it is refused. */
  readonly endsAt: number | undefined;
}

export interface PluginOptions {
  /** `exec` of a kubeconfig's user. */
  readonly exec: unknown;
  readonly cluster: Cluster;
  readonly now: () => number;
}

/** What is none of a plugin's business; all else of the environment it may find its own settings in. */
const ownSecrets: ReadonlySet<string> = new Set(['DISCORD_TOKEN', 'REDIS_URL']);

/**
 * A program that a kubeconfig names to get credentials from, as clouds' are. What it gave is used until it ends or is
 * refused; one that fails is asked again later, and its words are the same until then.
 */
export class CredentialPlugin {
  readonly #options: PluginOptions;
  #made: PluginCredential | undefined;
  #failure: CredentialsError | undefined;
  #failures = 0;
  #nextAt = 0;

  constructor(options: PluginOptions) {
    this.#options = options;
  }

  /**
   * @param isRefused whether what it gave was refused by the server
   * @throws CredentialsError with the plugin's own words
   */
  async credential({isRefused}: {readonly isRefused: boolean}): Promise<PluginCredential> {
    const now = this.#options.now();
    const {endsAt} = this.#made ?? {};
    const isDue = this.#made === undefined || isRefused || (endsAt !== undefined && now >= endsAt - aheadMs);
    if (this.#made !== undefined && !isDue) return this.#made;
    if (now < this.#nextAt) {
      if (this.#failure !== undefined) throw this.#failure;
      if (this.#made !== undefined) return this.#made;
    }
    try {
      this.#made = await this.#run();
      this.#failure = undefined;
      this.#failures = 0;
      return this.#made;
    } catch (error) {
      if (!(error instanceof CredentialsError)) throw error;
      this.#failure = error;
      this.#failures += 1;
      throw error;
    } finally {
      this.#nextAt = this.#options.now() + Math.min(pauseMs.first * 2 ** this.#failures, pauseMs.most);
    }
  }

  async #run(): Promise<PluginCredential> {
    const parsed = pluginSchema.safeParse(this.#options.exec);
    if (!parsed.success) throw new CredentialsError('The credential plugin of the kubeconfig has no command.');
    const plugin = parsed.data;
    const {command} = plugin;
    if (plugin.interactiveMode === 'Always') {
      throw new CredentialsError(
        `The credential plugin ${command} wants somebody at a terminal (interactiveMode: Always), and there is nobody.`,
      );
    }
    const running = promisify(execFile)(command, plugin.args ?? [], {
      env: this.#environmentOf(plugin),
      timeout: runMs,
      killSignal: 'SIGKILL',
      maxBuffer: outputLimitBytes,
    });
    running.child.stdin?.end();
    const {stdout} = await running.catch((error: unknown) => {
      throw new CredentialsError(whyFailed(error, plugin), {isMissing: codeOf(error) === 'ENOENT'});
    });
    return readCredential(stdout, command);
  }

  #environmentOf({apiVersion, env, provideClusterInfo}: z.infer<typeof pluginSchema>): Record<string, string> {
    const {cluster} = this.#options;
    const spec = {interactive: false, ...(provideClusterInfo === true ? {cluster: infoOf(cluster)} : {})};
    const own = Object.entries(process.env).filter(([name]) => !ownSecrets.has(name));
    return {
      ...Object.fromEntries(own.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
      ...Object.fromEntries((env ?? []).map(({name, value}) => [name, value])),
      KUBERNETES_EXEC_INFO: JSON.stringify({apiVersion, kind: 'ExecCredential', spec}),
    };
  }
}

/** @see https://kubernetes.io/docs/reference/config-api/client-authentication.v1/#client-authentication-k8s-io-v1-Cluster */
function infoOf({server, caData, skipTLSVerify, tlsServerName, proxyUrl}: Cluster): Record<string, unknown> {
  return {
    server,
    'tls-server-name': tlsServerName,
    'insecure-skip-tls-verify': skipTLSVerify,
    'certificate-authority-data': caData,
    'proxy-url': proxyUrl,
  };
}

const failureSchema = z.looseObject({
  code: z.union([z.number(), z.string()]).nullish(),
  killed: z.boolean().optional(),
  stderr: z.string().optional(),
});

const codeOf = (error: unknown): unknown => failureSchema.safeParse(error).data?.code;

function whyFailed(error: unknown, {command, installHint}: z.infer<typeof pluginSchema>): string {
  const {code, killed = false, stderr = ''} = failureSchema.safeParse(error).data ?? {};
  const who = `The credential plugin ${command}`;
  if (code === 'ENOENT') {
    const hint = installHint === undefined || installHint === null ? '' : ` ${inOneLine(installHint)}`;
    return `${who}, which the kubeconfig names, is not there.${hint}`;
  }
  if (code === 'EACCES') return `${who}, which the kubeconfig names, may not be run.`;
  if (code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return `${who} wrote on and on.`;
  if (killed) return `${who} did not end within ${runMs / 1_000} s.`;
  const words = inOneLine(stderr);
  return words === '' ? `${who} ended with ${code ?? 'a signal'} and said nothing.` : `${who} failed: ${words}`;
}

/** Its own words in a line, without what looks like a token. */
function inOneLine(text: string): string {
  const line = text
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/[\w-]{12,}\.[\w-]{12,}\.[\w-]*|[\w+/=-]{64,}/g, '…');
  return line.length > longestWords ? `${line.slice(0, longestWords)}…` : line;
}

function readCredential(stdout: string, command: string): PluginCredential {
  const parsed = credentialSchema.safeParse(parseJson(stdout));
  if (!parsed.success) {
    throw new CredentialsError(
      `The credential plugin ${command} printed no ExecCredential with a token or certificate.`,
    );
  }
  const {token, clientCertificateData, clientKeyData, expirationTimestamp} = parsed.data.status;
  return {
    token,
    cert: clientCertificateData === undefined ? undefined : Buffer.from(clientCertificateData),
    key: clientKeyData === undefined ? undefined : Buffer.from(clientKeyData),
    endsAt: expirationTimestamp === undefined ? undefined : Date.parse(expirationTimestamp),
  };
}
