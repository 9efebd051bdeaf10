import {describe, expect, it} from 'vitest';
import {ConfigError, readConfig, type Config} from '#src/config.ts';

const token = 'a-token';
const shared = {REDIS_URL: 'redis://redis:6379', DISCORD_TOKEN: token, CLUSTER: 'in-cluster'};

function mistakeOf(environment: Record<string, string>, args: readonly string[] = []): string {
  try {
    readConfig(environment, args);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'no mistake';
}

describe('the configuration', () => {
  const defaults: Config = {
    role: 'all',
    discord: undefined,
    channels: {workshop: 'workshop', facilitators: 'facilitators'},
    facilitatorsRole: 'facilitator',
    cluster: 'emulated',
    kubeconfig: undefined,
    kubeContext: undefined,
    proxies: {https: undefined, http: undefined, none: undefined},
    redisUrl: undefined,
    redisPrefix: 'labrador',
    port: 3_000,
    healthPort: 8_081,
    dataDir: '.labrador',
    isFresh: false,
    lab: 'daemonsets',
    labsDir: undefined,
    largestContainer: {cpu: '500m', memory: '256Mi', 'ephemeral-storage': '512Mi'},
    largestClaim: '1024Mi',
    rateLimits: {person: 30, server: 6_000},
    logLevel: 'info',
    logFormat: undefined,
  };

  it('of an empty environment is everything in one process, with stand-ins for all far ends', () => {
    expect(readConfig({}, [])).toEqual(defaults);
  });

  it('takes an empty variable for one that is not set', () => {
    const names = [
      'DISCORD_TOKEN',
      'DISCORD_API',
      'CLUSTER',
      'KUBECONFIG',
      'KUBE_CONTEXT',
      'HTTPS_PROXY',
      'REDIS_URL',
      'PORT',
      'LAB',
      'RATE_LIMIT',
      'SERVER_RATE_LIMIT',
      'LOG_LEVEL',
      'LOG_FORMAT',
    ];
    expect(readConfig(Object.fromEntries(names.map((name) => [name, ''])), [])).toEqual(defaults);
  });

  it('takes no blank and no line end around a value for a part of it, as a Secret has one that is made of a file', () => {
    const values = {
      ...shared,
      DISCORD_API: 'https://chat.example/api',
      DISCORD_GUILD_ID: '123456789012345678',
      FACILITATORS_ROLE: 'staff of the day',
      REDIS_PREFIX: 'class-b',
      LAB: 'pods',
      LARGEST_CONTAINER: '2000m, 1024Mi, 512Mi',
      LARGEST_CLAIM: '2048Mi',
      RATE_LIMIT: '60',
      HEALTH_PORT: '8082',
      HTTPS_PROXY: 'http://proxy:3128',
      NO_PROXY: '.local',
      LOG_FORMAT: 'text',
    };
    const asOfFiles = Object.entries(values).map(([name, value], index) => [
      name,
      index % 2 === 0 ? `${value}\n` : ` ${value}\r\n`,
    ]);
    expect(readConfig(Object.fromEntries(asOfFiles), ['bot'])).toEqual(readConfig(values, ['bot']));
    expect(readConfig({DISCORD_TOKEN: '\n', LAB: ' '}, [])).toEqual(defaults);
  });

  it('leaves alone what is not its own', () => {
    expect(readConfig({HOME: '/root', npm_config_cache: 'x'}, [])).toEqual(defaults);
  });

  it.for([
    [{DISCORD_TOKEN: token}, {discord: {token, api: 'https://discord.com/api', guildId: undefined}}],
    [
      {DISCORD_TOKEN: token, DISCORD_API: 'http://127.0.0.1:3000/api', DISCORD_GUILD_ID: '123456789012345678'},
      {discord: {token, api: 'http://127.0.0.1:3000/api', guildId: '123456789012345678'}},
    ],
    [
      {CLUSTER: 'kubeconfig', KUBECONFIG: 'a:b'},
      {cluster: 'kubeconfig', kubeconfig: 'a:b'},
    ],
    [{KUBECONFIG: 'a'}, {cluster: 'emulated'}],
    [
      {CLUSTER: 'kubeconfig', KUBE_CONTEXT: 'class'},
      {cluster: 'kubeconfig', kubeContext: 'class'},
    ],
    [
      {HTTPS_PROXY: 'http://proxy:3128', no_proxy: '.local'},
      {proxies: {https: 'http://proxy:3128', http: undefined, none: '.local'}},
    ],
    [{REDIS_URL: 'rediss://:x@redis:6379/2', REDIS_PREFIX: 'class-b'}, {redisPrefix: 'class-b'}],
    [
      {PORT: '0', HEALTH_PORT: '65535'},
      {port: 0, healthPort: 65_535},
    ],
    [
      {LARGEST_CONTAINER: '2000m, 1024Mi, 512Mi'},
      {largestContainer: {cpu: '2000m', memory: '1024Mi', 'ephemeral-storage': '512Mi'}},
    ],
    [{FACILITATORS_ROLE: 'staff'}, {facilitatorsRole: 'staff'}],
    [{WORKSHOP_CHANNEL: 'labs', FACILITATORS_CHANNEL: 'staff'}, {channels: {workshop: 'labs', facilitators: 'staff'}}],
    [
      {DATA_DIR: '/var/lib/labrador', LAB: 'pods', LOG_LEVEL: 'silent', LOG_FORMAT: 'text'},
      {dataDir: '/var/lib/labrador', lab: 'pods'},
    ],
  ] as const)('reads %j', ([environment, expected]) => {
    expect(readConfig(environment, [])).toMatchObject(expected);
  });

  it.for([
    ['PORT', 'http'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['HEALTH_PORT', 'x'],
    ['DISCORD_GUILD_ID', 'my server'],
    ['DISCORD_API', 'discord.com'],
    ['DISCORD_API', 'ftp://discord.com'],
    ['CLUSTER', 'k3s'],
    ['REDIS_URL', 'redis'],
    ['REDIS_URL', 'http://redis:6379'],
    ['REDIS_PREFIX', 'a:b'],
    ['LAB', '../daemonsets'],
    ['RATE_LIMIT', '0'],
    ['SERVER_RATE_LIMIT', '0'],
    ['LARGEST_CONTAINER', '2,1Gi,1Gi'],
    ['LARGEST_CONTAINER', '100m,256Mi,512Mi'],
    ['LOG_LEVEL', 'loud'],
    ['LOG_FORMAT', 'pretty'],
  ] as const)('says of %s=%s, in one line that names it, what is wrong', ([name, value]) => {
    const message = mistakeOf({[name]: value, ...(name === 'DISCORD_API' ? {DISCORD_TOKEN: token} : {})});
    expect(message).toMatch(new RegExp(`^${name}: .+$`));
  });

  it('names every mistake, a line each', () => {
    const lines = mistakeOf({PORT: 'x', CLUSTER: 'y', LAB: 'Z'}).split('\n');
    expect(new Set(lines.map((line) => line.split(':')[0]))).toEqual(new Set(['CLUSTER', 'LAB', 'PORT']));
    expect(lines).toHaveLength(3);
  });

  it('says which values there are', () => {
    expect(mistakeOf({CLUSTER: 'k3s'})).toContain('"emulated"|"kubeconfig"|"in-cluster"');
    expect(mistakeOf({}, ['bots'])).toBe('There is no process bots. There are: all, bot, worker.');
  });

  it('never repeats a secret', () => {
    expect(
      mistakeOf({REDIS_URL: 'http://:secret@redis', DISCORD_TOKEN: 'secret', DISCORD_GUILD_ID: 'x'}),
    ).not.toContain('secret');
  });

  it('wants a token for a chat that it is told of', () => {
    expect(mistakeOf({DISCORD_API: 'http://127.0.0.1:3000/api'})).toBe(
      'DISCORD_API is set, but DISCORD_TOKEN is not: the bot has no way to log in there.',
    );
  });
});

describe.for(['bot', 'worker'] as const)('a %s alone', (role) => {
  it('runs with far ends that it shares', () => {
    expect(readConfig(shared, [role])).toMatchObject({role, cluster: 'in-cluster', redisUrl: 'redis://redis:6379'});
  });

  it.for([
    [{REDIS_URL: ''}, 'REDIS_URL'],
    [{DISCORD_TOKEN: ''}, 'DISCORD_TOKEN'],
    [{CLUSTER: 'emulated'}, 'CLUSTER=kubeconfig or in-cluster'],
    [{REDIS_URL: '', DISCORD_TOKEN: '', CLUSTER: ''}, 'REDIS_URL, DISCORD_TOKEN, CLUSTER=kubeconfig or in-cluster'],
  ] as const)('without them (%j) says which it needs', ([missing, expected]) => {
    expect(mistakeOf({...shared, ...missing}, [role])).toBe(
      `A ${role} alone needs ${expected}. Without them: npm start`,
    );
  });
});
