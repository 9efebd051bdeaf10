import type {Printing} from '#src/operations/kubectl/print-flags.ts';
import {qualifiedSingular, resourceType} from '#src/kinds/resource-types.ts';
import {kubernetesObjectSchema} from '#src/kubernetes/kubernetes-object.ts';
import {printJson, printYaml, type TypedObject} from './print-objects.ts';

const trials: Readonly<Record<Printing['dryRun'], string>> = {
  none: '',
  client: ' (dry run)',
  server: ' (server dry run)',
};

/** An object that was made or changed, or would be. */
export interface DoneObject extends TypedObject {
  /** What was done to it: `created`. */
  readonly done: string;
}

interface DoneOptions {
  readonly printing: Pick<Printing, 'dryRun' | 'output'>;
  /** Whether keys stand in JSON as they are in the objects: so kubectl prints what it made of a line itself. */
  readonly keepsOrder?: boolean;
  /** Whether several are printed as a list, and not one after the other. */
  readonly asList?: boolean;
}

/** What kubectl prints of objects that it did something to: a line each, or the objects themselves. */
export function printDone(
  objects: readonly DoneObject[],
  {printing: {dryRun, output}, keepsOrder = false, asList = false}: DoneOptions,
): string {
  const isList = asList && objects.length > 1;
  const groups = isList ? [objects] : objects.map((object) => [object]);
  const shape = {isList, isRead: false};
  switch (output) {
    case 'yaml':
      return groups
        .map((group) => printYaml(group, shape))
        .join('---\n')
        .trimEnd();
    case 'json':
      return groups
        .map((group) => printJson(group, {...shape, keepsOrder}))
        .join('')
        .trimEnd();
    case 'name':
      return objects.map(nameOf).join('\n');
    case undefined:
      return objects.map((object) => `${nameOf(object)} ${object.done}${trials[dryRun]}`).join('\n');
  }
}

function nameOf({type, object}: TypedObject): string {
  return `${qualifiedSingular(resourceType(type))}/${kubernetesObjectSchema.parse(object).metadata.name}`;
}
