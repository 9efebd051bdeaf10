import {copyTree, makeDirectories, newDirectory, newFile, newSymlink, type DirectoryInode} from '../inode.ts';
import type {ImageDefinition} from './image-definition.ts';
import {toolSets} from './tool-sets.ts';

const directories = [
  'dev',
  'home',
  'lib',
  'lib64',
  'proc',
  'root',
  'sbin',
  'sys',
  'tmp',
  'usr/bin',
  'usr/local/bin',
  'usr/sbin',
  'var',
];

const usualFiles = {'/etc/passwd': 'root:x:0:0:root:/root:/bin/sh\n', '/etc/group': 'root:x:0:\n'};

/**
 * The files of an image as it was built. Its programs are empty files that can be executed; the simulated shell looks for
 * those in two folders alone, so that one elsewhere is a script that leads there.
 */
export function buildImageTree(definition: ImageDefinition, atMs: number): DirectoryInode {
  const {tools, programs, files, links, workingDirectory} = definition;
  const root = newDirectory(atMs);
  for (const directory of [...directories, workingDirectory]) makeDirectories(root, directory, atMs);
  const parentOf = (path: string): DirectoryInode => makeDirectories(root, path.slice(0, path.lastIndexOf('/')), atMs);
  const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
  const put = (path: string, text: string): void => {
    parentOf(path).entries.set(nameOf(path), newFile(text, atMs, 0o755));
  };
  for (const path of tools.flatMap((set) => toolSets[set])) put(path, '');
  for (const path of Object.keys(programs)) {
    const name = nameOf(path);
    const isCommand = path === `/bin/${name}` || path === `/usr/bin/${name}`;
    put(path, isCommand ? '' : `exec /usr/bin/${name} "$@"\n`);
    if (!isCommand && tools.length > 0) put(`/usr/bin/${name}`, '');
  }
  for (const [path, text] of Object.entries({...usualFiles, ...files})) {
    parentOf(path).entries.set(nameOf(path), newFile(text, atMs));
  }
  for (const [path, target] of Object.entries(links)) {
    parentOf(path).entries.set(nameOf(path), newSymlink(target, atMs));
  }
  return root;
}

/** Files of a container's own. */
export function copyOfTree(tree: DirectoryInode): DirectoryInode {
  const copy = copyTree(tree);
  if (copy.kind !== 'directory') throw new Error('a copy of a directory is one');
  return copy;
}
