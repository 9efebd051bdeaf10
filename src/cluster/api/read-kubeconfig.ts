import {existsSync, readFileSync} from 'node:fs';
import {homedir} from 'node:os';
import {delimiter, dirname, isAbsolute, join, sep} from 'node:path';
import {KubeConfig} from '@kubernetes/client-node/dist/config.js';
import type {User} from '@kubernetes/client-node/dist/config_types.js';
import {parse} from 'yaml';
import {z} from 'zod';

export interface KubeconfigChoice {
  /** What `KUBECONFIG` names: files with colons between them. Without any, kubectl's default. */
  readonly paths: string | undefined;
  /** The context to use; without, the current one of the files. */
  readonly context?: string | undefined;
}

/** A kubeconfig that can be read again: its tokens may have been renewed in its files. */
export class FileKubeConfig extends KubeConfig {
  readonly #choice: KubeconfigChoice;

  constructor(choice: KubeconfigChoice) {
    super();
    this.#choice = choice;
  }

  /** @throws Error with a sentence */
  reread(): FileKubeConfig {
    return readKubeconfig(this.#choice);
  }
}

/**
 * A kubeconfig as kubectl reads it: of several files the first that has something says what it is, and those that are not
 * there are passed over; paths in a file are relative to it.
 * @throws Error with a sentence: a file can't be read, or there is no such context
 */
export function readKubeconfig(choice: KubeconfigChoice): FileKubeConfig {
  const {paths, context} = choice;
  const named = (paths ?? '').split(delimiter).filter((path) => path !== '');
  const files = named.length > 0 ? named : [join(homedir(), '.kube', 'config')];
  const there = files.length > 1 ? files.filter((file) => existsSync(file)) : files;
  if (there.length === 0) throw new Error(`There is none of the kubeconfigs ${files.join(', ')}.`);
  const merged = new FileKubeConfig(choice);
  for (const file of there) mergeMissing(merged, readFile(file));
  if (context !== undefined) merged.setCurrentContext(context);
  requireContext(merged, context);
  return merged;
}

function readFile(path: string): KubeConfig {
  const one = new KubeConfig();
  try {
    one.loadFromFile(path);
    one.users = one.users.map((user) => withOwnPaths(user, path));
  } catch (error) {
    // what a YAML parser adds are pieces of the file, and there are secrets in it
    const [reason = ''] = String(error).split('\n');
    throw new Error(`The kubeconfig ${path} can't be read: ${reason}`, {cause: error});
  }
  const tokenFiles = tokenFilesOf(path);
  one.users = one.users.map((user) => {
    const tokenFile = tokenFiles.get(user.name);
    if (tokenFile === undefined) return user;
    const authProvider = {name: 'tokenFile', config: {tokenFile: absolute(path, tokenFile)}};
    return {...user, authProvider};
  });
  return one;
}

const usersSchema = z.looseObject({
  users: z.array(z.looseObject({name: z.string(), user: z.looseObject({tokenFile: z.string().optional()}).nullish()})),
});

/** By the users' names: client-node does not read `tokenFile`. */
function tokenFilesOf(path: string): ReadonlyMap<string, string> {
  const parsed = usersSchema.safeParse(parse(readFileSync(path, 'utf8'))).data;
  return new Map((parsed?.users ?? []).flatMap(({name, user}) => (user?.tokenFile ? [[name, user.tokenFile]] : [])));
}

const pluginSchema = z.looseObject({command: z.string()});

/** A plugin that is named by a path and not by a word lies beside the kubeconfig. */
function withOwnPaths(user: User, path: string): User {
  const plugin = pluginSchema.safeParse(user.exec).data;
  if (plugin === undefined || !plugin.command.includes(sep)) return user;
  return {...user, exec: {...plugin, command: absolute(path, plugin.command)}};
}

const absolute = (kubeconfig: string, path: string): string =>
  isAbsolute(path) ? path : join(dirname(kubeconfig), path);

function mergeMissing(merged: KubeConfig, one: KubeConfig): void {
  const isNew =
    (known: readonly {readonly name: string}[]) =>
    ({name}: {readonly name: string}): boolean =>
      !known.some((other) => other.name === name);
  merged.clusters = [...merged.clusters, ...one.clusters.filter(isNew(merged.clusters))];
  merged.users = [...merged.users, ...one.users.filter(isNew(merged.users))];
  merged.contexts = [...merged.contexts, ...one.contexts.filter(isNew(merged.contexts))];
  // undefined in a file that names none
  const current: string | undefined = one.getCurrentContext();
  const known: string | undefined = merged.getCurrentContext();
  if ((known ?? '') === '' && current !== undefined) merged.setCurrentContext(current);
}

function requireContext(kubeConfig: KubeConfig, asked: string | undefined): void {
  const names = kubeConfig.getContexts().map(({name}) => name);
  const there = names.length === 0 ? 'It has none at all.' : `There are: ${names.join(', ')}.`;
  const current: string | undefined = kubeConfig.getCurrentContext();
  if ((current ?? '') === '') throw new Error(`The kubeconfig has no current context, and none is named. ${there}`);
  const context = kubeConfig.getContextObject(current);
  if (context === null) {
    const which =
      asked === undefined
        ? `The current context ${current} is not in the kubeconfig.`
        : `There is no context ${asked} in the kubeconfig.`;
    throw new Error(`${which} ${there}`);
  }
  if (kubeConfig.getCurrentCluster() === null) {
    throw new Error(`The context ${current} names the cluster ${context.cluster}, which is not in the kubeconfig.`);
  }
  if (context.user !== undefined && kubeConfig.getCurrentUser() === null) {
    throw new Error(`The context ${current} names the user ${context.user}, which is not in the kubeconfig.`);
  }
}
