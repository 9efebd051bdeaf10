import type {ChosenTarget, WriteTarget} from '#src/operations/arguments.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {qualifiedSingular, resourceType} from '#src/kinds/resource-types.ts';
import {UserError, type UserErrorCode} from '#src/operations/user-error.ts';
import {toLearnerText} from '#src/sandbox/policy/write-back.ts';
import {isRefusal, kubectlErrorText} from '../api/api-error.ts';
import {errorsText} from './errors-text.ts';
import type {OperationContext} from './operation-context.ts';
import {listObjects, resolveName} from './objects/resolve-name.ts';
import {isOthers} from './writing/whose.ts';

/** One object that an operation changes, its name looked up. */
export interface NamedTarget<Type = WriteTarget['type']> {
  readonly type: Type;
  readonly name: string;
  /** As kubectl prints it: `daemonset.apps/nginx`. */
  readonly shown: string;
}

/** What is said of one object: kubectl's lines, and what a learner would notice. */
interface Said {
  readonly lines: readonly string[];
  readonly notes: readonly string[];
}

/** What kubectl itself says of one object, after which it goes on with the others. */
const ofOneObject: ReadonlySet<UserErrorCode> = new Set(['conflict', 'not-found', 'deadline']);

/**
 * Changes one object after the other and says what came of it. What the server or kubectl refuses of one is no reason to
 * leave the others; what the sandbox refuses is.
 */
export async function changeEach<Target extends ChosenTarget>(
  targets: readonly Target[],
  context: OperationContext,
  change: (target: NamedTarget<Target['type']>) => Promise<Said>,
): Promise<Outcome> {
  const lines: string[] = [];
  const notes = new Set<string>();
  const errors: {code: string; text: string; next?: string}[] = [];
  /** Whether it goes on all the same. */
  const tried = async (attempt: () => Promise<void>): Promise<boolean> => {
    try {
      await attempt();
      return true;
    } catch (error) {
      if (isRefusal(error)) {
        errors.push({code: error.reason, text: toLearnerText(kubectlErrorText(error), context.sandbox)});
        return true;
      }
      if (!(error instanceof UserError)) throw error;
      errors.push({code: error.code, text: error.message, ...(error.next === undefined ? {} : {next: error.next})});
      return ofOneObject.has(error.code);
    }
  };
  const changeOne = async (type: Target['type'], name: string): Promise<void> => {
    const said = await change({type, name, shown: `${qualifiedSingular(resourceType(type))}/${name}`});
    lines.push(...said.lines);
    for (const note of said.notes) notes.add(note);
  };
  for (const target of targets) {
    const names: string[] = [];
    let goesOn = await tried(async () => {
      names.push(...(await namesOf(target, context)));
    });
    for (const name of names) {
      goesOn &&= await tried(async () => changeOne(target.type, name));
    }
    if (!goesOn) break;
  }
  const card = lines.length === 0 ? {} : {card: {}};
  const text = lines.join('\n');
  const [first] = errors;
  if (first === undefined) return {kind: 'done', text, notes: [...notes], ...card};
  const next = errors.find((error) => error.next !== undefined)?.next;
  return {
    kind: 'failed',
    code: first.code,
    message: errorsText(errors.map((error) => error.text)),
    text,
    notes: [...notes],
    ...(next === undefined ? {} : {next}),
    ...card,
  };
}

async function namesOf({type, name, selector}: ChosenTarget, context: OperationContext): Promise<string[]> {
  if (name !== undefined) return [await resolveName(name, context)];
  const objects = await listObjects(type, selector, context);
  return objects.filter((object) => !isOthers(type, object)).map(({metadata}) => metadata.name);
}

/** Of what says nothing about Pods. */
export function withoutCard(outcome: Outcome): Outcome {
  if (!('card' in outcome)) return outcome;
  const {card: _card, ...rest} = outcome;
  return rest;
}
