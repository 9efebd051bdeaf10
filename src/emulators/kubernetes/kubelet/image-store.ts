import {canonicalName, digestName} from './image-name.ts';

export interface StoredImage {
  names: string[];
  sizeBytes: number;
}

/** How large every image is here: that of the events of pulling, too. */
export const imageBytes = 10_047_344;
/** So many images a node's disk has room for; the one that was longest not used goes first. */
const maxImages = 200;
/** So many a node names, by default. */
const maxNamed = 50;
/** What keeps a Pod's network open is an image as well, and the first that a node has. */
const pause: StoredImage = {names: ['registry.k8s.io/pause:3.10.1'], sizeBytes: 320_448};

/** The images that a node has pulled. */
export class ImageStore {
  readonly #images = new Map<string, StoredImage>();
  readonly #digest: (reference: string) => string;
  /** Called when there is another image, or one less. */
  onChange: () => void = () => undefined;

  /** @param known what the node had before it was started again */
  constructor(digest: (reference: string) => string, known: readonly StoredImage[] = []) {
    this.#digest = digest;
    for (const image of known) {
      const name = image.names.at(-1);
      if (name !== undefined && name !== pause.names[0]) this.#images.set(name, image);
    }
  }

  has(reference: string): boolean {
    return this.#images.has(canonicalName(reference));
  }

  /** It was pulled, or is used again. */
  use(reference: string): void {
    const name = canonicalName(reference);
    const known = this.#images.get(name);
    this.#images.delete(name);
    this.#images.set(name, known ?? {names: [...new Set([this.#digestOf(reference), name])], sizeBytes: imageBytes});
    const [oldest] = this.#images.keys();
    if (this.#images.size > maxImages && oldest !== undefined) this.#images.delete(oldest);
    if (known === undefined) this.onChange();
  }

  /** As a kubelet reports them: the largest first, and not all of many. */
  report(): StoredImage[] {
    return [...this.#images.values(), pause].slice(-maxNamed);
  }

  #digestOf(reference: string): string {
    return digestName(reference, this.#digest(reference));
  }
}
