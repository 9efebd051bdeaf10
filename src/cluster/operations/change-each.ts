import type {WriteTarget} from '#src/operations/arguments.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {qualifiedSingular, resourceType} from '#src/kinds/resource-types.ts';
import {UserError} from '#src/operations/user-error.ts';
import {toLearnerText} from '#src/sandbox/policy/write-back.ts';
import {isRefusal, kubectlErrorText} from '../api/api-error.ts';
import type {OperationContext} from './operation-context.ts';
import {resolveName} from './objects/resolve-name.ts';

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

/**
 * Changes one object after the other and says what came of it. What the server refuses of one is no reason to leave the
 * others; what the sandbox refuses is.
 */
export async function changeEach<Target extends WriteTarget>(
  targets: readonly Target[],
  context: OperationContext,
  change: (target: NamedTarget<Target['type']>) => Promise<Said>,
): Promise<Outcome> {
  const lines: string[] = [];
  const notes = new Set<string>();
  const errors: {code: string; text: string; next?: string}[] = [];
  for (const {type, name} of targets) {
    try {
      const resolved = await resolveName(name, context);
      const said = await change({type, name: resolved, shown: `${qualifiedSingular(resourceType(type))}/${resolved}`});
      lines.push(...said.lines);
      for (const note of said.notes) notes.add(note);
    } catch (error) {
      if (isRefusal(error)) {
        errors.push({code: error.reason, text: toLearnerText(kubectlErrorText(error), context.sandbox)});
        continue;
      }
      if (!(error instanceof UserError)) throw error;
      errors.push({code: error.code, text: error.message, ...(error.next === undefined ? {} : {next: error.next})});
      break;
    }
  }
  const card = lines.length === 0 ? {} : {card: {}};
  const text = lines.join('\n');
  const [first] = errors;
  if (first === undefined) return {kind: 'done', text, notes: [...notes], ...card};
  const next = errors.find((error) => error.next !== undefined)?.next;
  return {
    kind: 'failed',
    code: first.code,
    message: errors.map((error) => error.text).join('\n'),
    text,
    notes: [...notes],
    ...(next === undefined ? {} : {next}),
    ...card,
  };
}

/** Of what says nothing about Pods. */
export function withoutCard(outcome: Outcome): Outcome {
  if (!('card' in outcome)) return outcome;
  const {card: _card, ...rest} = outcome;
  return rest;
}
