const paths: Readonly<Record<string, string>> = {
  preact: '/libraries/preact.js',
  'preact/hooks': '/libraries/preact-hooks.js',
  htm: '/libraries/htm.js',
  'htm/preact': '/libraries/htm-preact.js',
  marked: '/libraries/marked.js',
};

/** All that is served out of `node_modules`: single modules that import nothing but one another. */
export const pageLibraries = Object.entries(paths).map(([name, path]) => ({
  path,
  file: new URL(import.meta.resolve(name)),
}));

/** The import map by which the page finds them. */
export function importMapJson(): string {
  return JSON.stringify({imports: paths});
}
