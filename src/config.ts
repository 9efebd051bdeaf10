import {z} from 'zod';
import {EndOfProcess, exitCodes} from './lifecycle/end-of-process.ts';
import {readProxies, type Proxies} from './cluster/api/connection/proxy-of.ts';
import {claimAmountSchema, usualClaim} from './sandbox/claim-amount.ts';
import {containerAmountsSchema, containerAmountsText, type ContainerAmounts} from './sandbox/container-amounts.ts';

const roles = ['all', 'bot', 'worker'] as const;
type Role = (typeof roles)[number];

const portSchema = z.coerce.number().int().min(0).max(65_535);
const urlSchema = z.url({protocol: /^https?$/});
/**
 * An empty variable is one that is not set, as `docker compose` passes it. Blanks and line ends around a value are none of it: a
 * Secret that is made of a file has one at its end.
 */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => {
    const text = typeof value === 'string' ? value.trim() : value;
    return text === '' ? undefined : text;
  }, schema.optional());

const environmentSchema = z.object({
  DISCORD_TOKEN: optional(z.string()),
  DISCORD_GUILD_ID: optional(z.string().regex(/^\d{17,20}$/)),
  DISCORD_API: optional(urlSchema),
  WORKSHOP_CHANNEL: optional(z.string()).default('workshop'),
  FACILITATORS_CHANNEL: optional(z.string()).default('facilitators'),
  FACILITATORS_ROLE: optional(z.string()).default('facilitator'),
  CLUSTER: optional(z.enum(['emulated', 'kubeconfig', 'in-cluster'])).default('emulated'),
  KUBECONFIG: optional(z.string()),
  KUBE_CONTEXT: optional(z.string()),
  REDIS_URL: optional(z.url({protocol: /^rediss?$/})),
  REDIS_PREFIX: optional(z.string().regex(/^[a-z0-9-]+$/)).default('labrador'),
  PORT: optional(portSchema).default(3_000),
  HEALTH_PORT: optional(portSchema).default(8_081),
  DATA_DIR: optional(z.string()).default('.labrador'),
  LABS_DIR: optional(z.string()),
  LAB: optional(z.string().regex(/^[a-z0-9-]+$/)).default('daemonsets'),
  LARGEST_CONTAINER: optional(containerAmountsText).default(containerAmountsSchema.parse({})),
  LARGEST_CLAIM: optional(claimAmountSchema).default(usualClaim),
  RATE_LIMIT: optional(z.coerce.number().int().min(1)).default(30),
  SERVER_RATE_LIMIT: optional(z.coerce.number().int().min(1)).default(6_000),
  LOG_FORMAT: optional(z.enum(['json', 'text'])),
  LOG_LEVEL: optional(z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'])).default('info'),
});

/** The names of all variables that are read. */
export const variables: readonly string[] = Object.keys(environmentSchema.shape);

/** How the process runs: read once, at start, from the environment and the command line. */
export interface Config {
  readonly role: Role;
  /** Undefined: the chat emulator. */
  readonly discord: {readonly token: string; readonly api: string; readonly guildId: string | undefined} | undefined;
  readonly channels: {readonly workshop: string; readonly facilitators: string};
  /** The name of the role whose members are facilitators. */
  readonly facilitatorsRole: string;
  readonly cluster: 'emulated' | 'kubeconfig' | 'in-cluster';
  /** Paths as kubectl reads them; undefined: kubectl's default. */
  readonly kubeconfig: string | undefined;
  /** The context of these to use; undefined: the current one. */
  readonly kubeContext: string | undefined;
  /** By what the cluster is reached where its kubeconfig names no proxy. */
  readonly proxies: Proxies;
  /** Undefined: a private Redis. */
  readonly redisUrl: string | undefined;
  readonly redisPrefix: string;
  readonly port: number;
  readonly healthPort: number;
  readonly dataDir: string;
  /** Whether what an earlier start left in `dataDir` is removed first. */
  readonly isFresh: boolean;
  readonly lab: string;
  /** Where labs are, a folder each; undefined: those that come with Labrador. */
  readonly labsDir: string | undefined;
  /** What a lab may let a container have at the most. */
  readonly largestContainer: ContainerAmounts;
  /** What a lab may let a claim ask for at the most, in Mi. */
  readonly largestClaim: string;
  /** Commands and clicks that one person, and one server, may send in 15 s. */
  readonly rateLimits: {readonly person: number; readonly server: number};
  readonly logLevel: string;
  /** Undefined: text at a terminal, JSON elsewhere. */
  readonly logFormat: 'json' | 'text' | undefined;
}

/** Begins anew: `npm start -- --fresh`. */
const freshFlag = '--fresh';

/** Discord's own REST address. @see https://discord.com/developers/docs/reference#api-reference-base-url */
const discordApi = 'https://discord.com/api';

/** @throws ConfigError with one line a mistake */
export function readConfig(environment: Readonly<Record<string, string | undefined>>, args: readonly string[]): Config {
  const flags = args.filter((arg) => arg.startsWith('-'));
  const [named = 'all', ...surplus] = args.filter((arg) => !arg.startsWith('-'));
  const unknown = [...flags.filter((flag) => flag !== freshFlag), ...surplus];
  if (unknown.length > 0) throw new ConfigError(`${unknown.join(' ')} is not understood. There is: ${freshFlag}.`);
  const role = roles.find((candidate) => candidate === named);
  if (role === undefined) throw new ConfigError(`There is no process ${named}. There are: ${roles.join(', ')}.`);
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map(({path, message}) => `${path.join('.')}: ${message}`).join('\n'));
  }
  const env = parsed.data;
  if (env.DISCORD_API !== undefined && env.DISCORD_TOKEN === undefined) {
    throw new ConfigError('DISCORD_API is set, but DISCORD_TOKEN is not: the bot has no way to log in there.');
  }
  const discord =
    env.DISCORD_TOKEN === undefined
      ? undefined
      : {token: env.DISCORD_TOKEN, api: env.DISCORD_API ?? discordApi, guildId: env.DISCORD_GUILD_ID};
  if (role !== 'all') requireSharedFarEnds(role, env.REDIS_URL, discord, env.CLUSTER);
  return {
    role,
    discord,
    channels: {workshop: env.WORKSHOP_CHANNEL, facilitators: env.FACILITATORS_CHANNEL},
    facilitatorsRole: env.FACILITATORS_ROLE,
    cluster: env.CLUSTER,
    kubeconfig: env.KUBECONFIG,
    kubeContext: env.KUBE_CONTEXT,
    proxies: readProxies(environment),
    redisUrl: env.REDIS_URL,
    redisPrefix: env.REDIS_PREFIX,
    port: env.PORT,
    healthPort: env.HEALTH_PORT,
    dataDir: env.DATA_DIR,
    isFresh: flags.includes(freshFlag),
    lab: env.LAB,
    labsDir: env.LABS_DIR,
    largestContainer: env.LARGEST_CONTAINER,
    largestClaim: env.LARGEST_CLAIM,
    rateLimits: {person: env.RATE_LIMIT, server: env.SERVER_RATE_LIMIT},
    logLevel: env.LOG_LEVEL,
    logFormat: env.LOG_FORMAT,
  };
}

/** Processes apart meet at far ends that outlive each of them: what one of them made up would be the other's nowhere. */
function requireSharedFarEnds(
  role: Role,
  redisUrl: string | undefined,
  discord: Config['discord'],
  cluster: string,
): void {
  const missing = [
    ...(redisUrl === undefined ? ['REDIS_URL'] : []),
    ...(discord === undefined ? ['DISCORD_TOKEN'] : []),
    ...(cluster === 'emulated' ? ['CLUSTER=kubeconfig or in-cluster'] : []),
  ];
  if (missing.length > 0) throw new ConfigError(`A ${role} alone needs ${missing.join(', ')}. Without them: npm start`);
}

/** The configuration is wrong; the message is for the operator. */
export class ConfigError extends EndOfProcess {
  override readonly name = 'ConfigError';

  constructor(message: string) {
    super(message, exitCodes.setting);
  }
}
