/**
 * The whole name of an image, as container runtimes resolve what a manifest writes: `docker.io/library/nginx:latest` for
 * `nginx`. With a digest the tag says nothing.
 * @see https://github.com/distribution/reference/blob/v0.6.0/normalize.go
 */
export function imageName(reference: string): string {
  const [path = '', digest] = reference.split('@', 2);
  const parts = path.split('/');
  const [first = ''] = parts;
  const hasRegistry = parts.length > 1 && (/[.:]/.test(first) || first === 'localhost');
  const registry = hasRegistry ? first.replace(/^index\.docker\.io$/, 'docker.io') : 'docker.io';
  const below = hasRegistry ? parts.slice(1) : parts;
  const repository = registry === 'docker.io' && below.length === 1 ? ['library', ...below] : below;
  const [name = '', tag = 'latest'] = (repository.at(-1) ?? '').split(':', 2);
  const folder = [registry, ...repository.slice(0, -1), name].join('/');
  return digest === undefined ? `${folder}:${tag}` : `${folder}@${digest}`;
}
