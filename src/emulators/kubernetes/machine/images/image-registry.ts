import type {DirectoryInode} from '../inode.ts';
import type {Image} from './image.ts';
import {imageDefinitionSchema, type ImageDefinition} from './image-definition.ts';
import {buildImageTree, copyOfTree} from './image-tree.ts';

/** What stands for an image that nothing is known of: a shell with its tools. */
const unknownImage = imageDefinitionSchema.parse({
  title: 'An image that nothing is known of',
  repositories: ['unknown'],
  tags: ['latest'],
  tools: ['busybox', 'curl'],
});

/**
 * The images that this cluster's nodes can pull: those that are described, by the tags that they usually have or by digest,
 * and those that are named besides, of which nothing is known. A name is compared without Docker Hub's prefixes.
 */
export class ImageRegistry {
  readonly #definitions: ReadonlyMap<string, ImageDefinition>;
  readonly #extra: ReadonlySet<string>;
  readonly #builtAtMs: number;
  readonly #trees = new Map<ImageDefinition, DirectoryInode>();

  constructor({
    definitions,
    extra,
    builtAtMs,
  }: {
    definitions: readonly ImageDefinition[];
    extra: readonly string[];
    builtAtMs: number;
  }) {
    this.#definitions = new Map(
      definitions.flatMap((definition) => definition.repositories.map((name) => [name, definition] as const)),
    );
    this.#extra = new Set(extra.map(shortName));
    this.#builtAtMs = builtAtMs;
  }

  /** Files of its own for each caller; undefined for an image that cannot be pulled. */
  find(reference: string): Image | undefined {
    const name = shortName(reference);
    const [, repository = '', tag = 'latest'] = /^(.+?)(?::([^/:]+))?(?:@.*)?$/.exec(name) ?? [];
    const described = this.#definitions.get(repository);
    const isKnown = described !== undefined && isUsualTag(tag, described.tags);
    if (!isKnown && !this.#extra.has(name) && !this.#extra.has(repository)) return undefined;
    const definition = isKnown ? described : unknownImage;
    const {entrypoint, command, environment, workingDirectory, programs} = definition;
    return {
      reference,
      entrypoint,
      command,
      environment,
      workingDirectory,
      files: copyOfTree(this.#treeOf(definition)),
      programs: new Map(Object.entries(programs)),
      isKnown,
    };
  }

  #treeOf(definition: ImageDefinition): DirectoryInode {
    const tree = this.#trees.get(definition) ?? buildImageTree(definition, this.#builtAtMs);
    this.#trees.set(definition, tree);
    return tree;
  }
}

/** `1.18`, `stable-alpine`, `1.25.3-alpine3.18-slim`, by the words that the image's tags are made of */
function isUsualTag(tag: string, words: readonly string[]): boolean {
  const version = String.raw`\d+(\.\d+)*`;
  const patterns = words.map((word) => new RegExp(`^${word.replace('N', version)}$`));
  return tag.split('-').every((part) => patterns.some((pattern) => pattern.test(part)));
}

function shortName(reference: string): string {
  return reference.replace(/^((index\.)?docker\.io\/)?(library\/)?/, '');
}
