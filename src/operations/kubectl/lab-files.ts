import type {ManifestSource} from '../arguments.ts';
import {UserError} from '../user-error.ts';
import {slipsBetween} from '../nearest-to.ts';
import {shown} from './shown.ts';
import {words} from '#src/words/words.ts';

/**
 * A lab's texts by path, relative to the lab's folder: its manifests (`specs/nginx/daemonset.yaml`), and what ConfigMaps
 * are made of.
 */
export type LabFiles = ReadonlyMap<string, string>;

/** How a line names what is handed on to it by another one and a `|`. */
const standardInput = '-';

const manifestExtension = /\.(?:ya?ml|json)$/u;
/** Whether a file of a lab is taken for YAML that can be applied. */
export const isManifest = (path: string): boolean => manifestExtension.test(path);
const taughtFolder = 'specs';
/** Of a course, files are called `labs/LAB/specs/…`: each of its labs has such a folder. */
const taught = /^(?:labs\/[^/]+\/)?specs\//u;
const isTaughtFolder = (path: string): boolean => taught.test(`${path}/`) && path.endsWith(taughtFolder);
const mostOffered = 3;

/**
 * The manifests that `-f PATH` names: a file, or those directly in a directory, in order of name. The path is as the
 * lab's text writes it (`labs/LAB/specs/nginx`) or relative to the lab's folder.
 * @throws UserError `bad-input` if the lab has no such file, with the nearest it has; `unsupported` for an address, or `-` where
 *   nothing was handed on
 */
export function resolveManifests(
  path: string,
  {files, lab, input}: {files: LabFiles; lab: string; input?: ManifestSource},
): readonly ManifestSource[] {
  if (path === standardInput && input !== undefined) return [input];
  if (path === standardInput || /^https?:\/\//iu.test(path)) {
    throw new UserError('unsupported', words().lines.files.onlyLabs({path: shown(path)}));
  }
  const wanted = pathInLab(path, lab);
  if (wanted !== undefined) {
    const found = filesAt(wanted, files, isManifest);
    if (found.length > 0) return found.map(([name, yaml]) => ({name, yaml}));
  }
  throw new UserError('bad-input', words().lines.files.none({path: shown(path)}), {
    next: offered(nearestPaths(wanted ?? path, files)),
  });
}

/**
 * The texts that a path names likewise, manifests or not.
 * @throws UserError `bad-input` if the lab has no such file, with the nearest it has
 */
export function resolveTexts(
  path: string,
  {files, lab}: {files: LabFiles; lab: string},
): readonly {readonly name: string; readonly text: string}[] {
  const wanted = pathInLab(path, lab);
  const found = wanted === undefined ? [] : filesAt(wanted, files, () => true);
  if (found.length > 0) return found.map(([name, text]) => ({name, text}));
  throw new UserError('bad-input', words().lines.files.noText({path: shown(path)}), {
    next: offered(nearestPaths(wanted ?? path, files, () => true)),
  });
}

/**
 * The paths that the lab teaches with, directories before files: those under `specs/`, the folder itself after what is
 * in it. What lies elsewhere, such as a solution, is for those to name who know of it.
 */
export function taughtPaths(
  files: LabFiles,
  isMeant: (path: string) => boolean = isManifest,
): {
  readonly directories: readonly string[];
  readonly files: readonly string[];
} {
  const paths = [...files.keys()].filter((path) => taught.test(path) && isMeant(path)).sort();
  const directories = [...new Set(paths.map(directoryOf))].sort();
  return {
    directories: [
      ...directories.filter((directory) => !isTaughtFolder(directory)),
      ...directories.filter(isTaughtFolder),
    ],
    files: paths,
  };
}

/** The path relative to the lab's folder, without `.`, `..` and empty segments; undefined if it leads out of it. */
export function pathInLab(path: string, lab: string): string | undefined {
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) return undefined;
  }
  const isFromRoot = segments[0] === 'labs' && segments[1] === lab;
  return (isFromRoot ? segments.slice(2) : segments).join('/');
}

/** The file of that path, or those directly in a directory, in order of name. */
function filesAt(
  path: string,
  files: LabFiles,
  isMeant: (path: string) => boolean,
): readonly (readonly [path: string, text: string])[] {
  const text = files.get(path);
  if (text !== undefined && isMeant(path)) return [[path, text]];
  return [...files]
    .filter(([name]) => directoryOf(name) === path && isMeant(name))
    .sort(([one], [other]) => (one < other ? -1 : 1));
}

function directoryOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
}

function nearestPaths(
  wanted: string,
  files: LabFiles,
  isMeant: (path: string) => boolean = isManifest,
): readonly string[] {
  const lastSegment = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
  const distance = (path: string): number =>
    Math.min(slipsBetween(wanted, path), slipsBetween(lastSegment(wanted), lastSegment(path)));
  const paths = taughtPaths(files, isMeant);
  return [...paths.directories, ...paths.files]
    .map((path) => ({path, distance: distance(path)}))
    .sort((one, other) => one.distance - other.distance)
    .slice(0, mostOffered)
    .map(({path}) => path);
}

function offered(paths: readonly string[]): string {
  const {labHasNone, nearest} = words().lines.files;
  return paths.length === 0 ? labHasNone : nearest({paths: paths.join(', ')});
}
