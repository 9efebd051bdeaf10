/** What was read of one SOURCE, all paths relative to it. */
export interface Source {
  /** As it was typed. */
  readonly name: string;
  /** Its whole path: lines name files from a root that may lie above it. */
  readonly path: string;
  /** Markdown and manifests. */
  readonly texts: ReadonlyMap<string, string>;
  readonly leftOut: readonly LeftOut[];
}

/** A file that was not read, or not to its end, and why. */
export interface LeftOut {
  readonly file: string;
  readonly why: string;
}

export const isMarkdown = (path: string): boolean => /\.(?:md|markdown)$/iu.test(path);
export const isManifest = (path: string): boolean => /\.(?:ya?ml|json)$/iu.test(path);

export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
}

export const isWithin = (path: string, folder: string): boolean => folder === '' || path.startsWith(`${folder}/`);

/** The folder and all around it, to the source itself. */
export function foldersFrom(folder: string): string[] {
  return folder === '' ? [''] : [folder, ...foldersFrom(folderOf(folder))];
}
