import type {JsonObject} from '#src/kubernetes/json.ts';
import {generateContainer} from './container.ts';
import {generateMetadata} from './metadata.ts';

interface GeneratedDeployment {
  readonly name: string;
  /** A container for each. */
  readonly images: readonly string[];
  readonly replicas: number;
  /** Of the first container. */
  readonly port: number | undefined;
  readonly command: readonly string[];
}

/** What `kubectl create deployment` makes of its flags. */
export function generateDeployment({name, images, replicas, port, command}: GeneratedDeployment): JsonObject {
  const labels = {app: name};
  return {
    kind: 'Deployment',
    apiVersion: 'apps/v1',
    metadata: generateMetadata({name, labels}),
    spec: {
      replicas,
      selector: {matchLabels: labels},
      template: {
        metadata: generateMetadata({labels}),
        spec: {
          containers: images.map((image, index) =>
            generateContainer({
              name: containerNameOf(image),
              image,
              command,
              port: index === 0 ? port : undefined,
            }),
          ),
        },
      },
      strategy: {},
    },
    status: {},
  };
}

/** The last part of the image's name; one that has what a name of a container has not is given an end that sets it apart. */
function containerNameOf(image: string): string {
  const last = image.slice(image.lastIndexOf('/') + 1);
  const name = last.split(':', 1)[0]?.split('@', 1)[0] ?? '';
  return /[_.]/u.test(name) ? `${name.replaceAll(/[_.]/gu, '-')}-${endOf(image)}` : name;
}

const endLetters = 'bcdfghjklmnpqrstvwxz2456789';
const endLength = 5;

/** kubectl's end is random; this one follows from the image, so that the same line makes the same object. */
function endOf(image: string): string {
  let hash = 2_166_136_261;
  for (const character of image) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16_777_619) >>> 0;
  return Array.from({length: endLength}, (_, at) => {
    const letter = Math.floor(hash / endLetters.length ** at) % endLetters.length;
    return endLetters.charAt(letter);
  }).join('');
}
