import {lookUp, makeDirectories, type DirectoryInode, type Inode} from '../machine/inode.ts';
import type {MountedFileSystem} from '../machine/mounted-file-system.ts';
import type {Container, Pod} from '../objects/pod.ts';
import {EnvironmentError} from './environment.ts';
import {isReadOnly} from './volumes.ts';

export interface Mounting {
  pod: Pod;
  container: Container;
  /** The directory on the node that stands behind each of the Pod's volumes. */
  volumes: ReadonlyMap<string, DirectoryInode>;
  environment: Readonly<Record<string, string>>;
  nowMs: number;
}

/**
 * Lays a Pod's volumes, or the parts of them that it asks for, over a container's files.
 * @throws EnvironmentError for a part that cannot be named
 */
export function mountVolumes(files: MountedFileSystem, {pod, container, volumes, environment, nowMs}: Mounting): void {
  const mounts = [...(container.volumeMounts ?? [])].sort((a, b) => a.mountPath.length - b.mountPath.length);
  for (const {name, mountPath, readOnly = false, subPath = '', subPathExpr = ''} of mounts) {
    const volume = volumes.get(name);
    if (volume === undefined) continue;
    const isMountReadOnly = readOnly || isReadOnly(pod, name);
    const part = partOf(volume, subPath || expanded(subPathExpr, environment), nowMs);
    if (part.kind === 'directory') files.mount(mountPath, part, isMountReadOnly);
    else files.mountFile(mountPath, part, isMountReadOnly);
  }
}

/** A part that is not there is made, as a directory. */
function partOf(volume: DirectoryInode, path: string, nowMs: number): Inode {
  return lookUp(volume, path) ?? makeDirectories(volume, path, nowMs);
}

function expanded(expression: string, environment: Readonly<Record<string, string>>): string {
  return expression.replaceAll(/\$\$|\$\(([^)]*)\)/g, (_, name: string | undefined) => {
    if (name === undefined) return '$';
    const value = environment[name];
    if (value === undefined) throw new EnvironmentError(`missing value for ${name}`);
    return value;
  });
}
