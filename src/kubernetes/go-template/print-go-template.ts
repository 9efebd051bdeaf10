import {isJsonList, isJsonObject, type JsonValue} from '../json.ts';
import {sortedEntries} from '../go-text.ts';
import {Float, type Found} from '../json-path/found.ts';
import {NotValid} from '../not-valid.ts';
import {callFunction, isTrue, printedText} from './call-function.ts';
import type {Call, Operand, Pipeline, TemplateNode} from './go-template-node.ts';
import {parseGoTemplate} from './parse-go-template.ts';
import {words} from '#src/words/words.ts';

/** Output beyond this is not made, in characters; whoever shows it cuts it sooner. */
const mostOutput = 1024 * 1024;
/** A text that is made of itself grows and grows. */
const longestText = 256 * 1024;
/** Loops in loops would go on and on. */
const mostSteps = 500_000;

/**
 * What `kubectl get -o go-template=TEMPLATE` prints of an object, or of a List.
 * @throws NotValid with Go's sentence, or for one that goes on for too long
 */
export function printGoTemplate(template: string, object: JsonValue): string {
  const nodes = parseGoTemplate(template);
  const run = new Run(object);
  run.all(nodes, object, new Map());
  return run.output;
}

type Variables = Map<string, Found>;

class Run {
  readonly #root: JsonValue;
  output = '';
  #steps = 0;

  constructor(root: JsonValue) {
    this.#root = root;
  }

  all(nodes: readonly TemplateNode[], dot: Found, variables: Variables): void {
    for (const node of nodes) {
      this.#count();
      if (this.output.length > mostOutput) return;
      if (node.kind === 'text') this.output += node.text;
      else if (node.kind === 'print') this.#print(node.pipeline, dot, variables);
      else this.#block(node, dot, variables);
    }
  }

  #print(pipeline: Pipeline, dot: Found, variables: Variables): void {
    const value = this.#valueOf(pipeline, dot, variables);
    if (pipeline.variables.length === 0) this.output += printedText(value);
    else for (const name of pipeline.variables) variables.set(name, value);
  }

  #block(node: Extract<TemplateNode, {body: unknown}>, dot: Found, outside: Variables): void {
    const variables = pushed(outside);
    const value = this.#valueOf(node.pipeline, dot, variables);
    const [first, second] = node.pipeline.variables;
    if (node.kind === 'range') {
      const items = itemsOf(value);
      for (const [index, item] of items) {
        const inside = pushed(variables);
        if (second !== undefined) inside.set(first ?? '', index).set(second, item);
        else if (first !== undefined) inside.set(first, item);
        this.all(node.body, item, inside);
        if (this.output.length > mostOutput) return;
      }
      if (items.length === 0) this.all(node.otherwise, dot, variables);
      return;
    }
    if (first !== undefined) variables.set(first, value);
    if (isTrue(value)) this.all(node.body, node.kind === 'with' ? value : dot, variables);
    else this.all(node.otherwise, dot, variables);
  }

  #valueOf({calls}: Pipeline, dot: Found, variables: Variables): Found {
    let value: {readonly last: Found} | undefined;
    for (const call of calls) value = {last: this.#call(call, {dot, variables, before: value})};
    return value?.last;
  }

  #call(
    {name, args}: Call,
    {dot, variables, before}: {dot: Found; variables: Variables; before: {readonly last: Found} | undefined},
  ): Found {
    this.#count();
    const values = args.map((arg) => this.#operand(arg, dot, variables));
    if (name === undefined) {
      if (before !== undefined) throw new NotValid("can't give argument to non-function");
      return values[0];
    }
    const result = callFunction(name, before === undefined ? values : [...values, before.last]);
    if (typeof result === 'string' && result.length > longestText) throw new NotValid(words().model.jsonPath.tooMuch);
    return result;
  }

  #operand(operand: Operand, dot: Found, variables: Variables): Found {
    switch (operand.kind) {
      case 'text':
      case 'boolean':
        return operand.value;
      case 'number':
        return operand.isFloat ? new Float(operand.value) : operand.value;
      case 'nil':
        return undefined;
      case 'inside':
        return fieldAt(this.#valueOf(operand.pipeline, dot, variables), operand.names);
      case 'fields': {
        const {of, names} = operand;
        if (of === '.') return fieldAt(dot, names);
        if (of === '$') return fieldAt(this.#root, names);
        if (!variables.has(of)) throw new NotValid(`undefined variable ${JSON.stringify(of)}`);
        return fieldAt(variables.get(of), names);
      }
    }
  }

  #count(): void {
    this.#steps += 1;
    if (this.#steps > mostSteps) throw new NotValid(words().model.jsonPath.tooMuch);
  }
}

/** What is declared inside ends there; what is set, too, which is more than Go forgets. */
const pushed = (variables: Variables): Variables => new Map(variables);

function fieldAt(value: Found, names: readonly string[]): Found {
  let at = value;
  for (const name of names) {
    if (at === undefined) return undefined;
    if (at === null) throw new NotValid(`nil pointer evaluating interface {}.${name}`);
    if (at instanceof Float || !isJsonObject(at))
      throw new NotValid(`can't evaluate field ${name} in type interface {}`);
    at = Object.hasOwn(at, name) ? at[name] : undefined;
  }
  return at;
}

function itemsOf(value: Found): [Found, Found][] {
  if (value === undefined || value === null) return [];
  if (value instanceof Float || typeof value !== 'object') {
    throw new NotValid(`range can't iterate over ${printedText(value)}`);
  }
  if (isJsonList(value)) return value.map((item, index) => [index, item]);
  if (!isJsonObject(value)) return [];
  return sortedEntries(value);
}
