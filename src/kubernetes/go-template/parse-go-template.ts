import {unquoteGo} from '../json-path/unquote-go.ts';
import {NotValid} from '../not-valid.ts';
import type {Call, Operand, Pipeline, TemplateNode} from './go-template-node.ts';
import {words} from '#src/words/words.ts';

/** The functions that are taken. */
const templateFunctions = [
  'index',
  'len',
  'print',
  'println',
  'printf',
  'eq',
  'ne',
  'lt',
  'le',
  'gt',
  'ge',
  'and',
  'or',
  'not',
  'exists',
  'base64decode',
] as const;

/** Deeper templates are nobody's. */
const deepest = 20;
const mostArguments = 20;

const action =
  /\{\{(?<trimBefore>- )?(?<inside>(?:"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)*'|[^"`'}]|\}(?!\}))*?)(?<trimAfter> -)?\}\}/gu;
const token =
  /\s*(?:(?<text>"(?:[^"\\\n]|\\.)*"|`[^`]*`)|(?<number>[+-]?\d+(?:\.\d+)?)|(?<field>(?:\$\w*)?(?:\.[A-Za-z_]\w*)+|\$\w*|\.)|(?<word>[A-Za-z_]\w*)|(?<mark>:=|=|\||\(|\)|,))/uy;

/**
 * Reads a template of Go as far as courses use them: fields and variables, `range`, `if`, `with`, `else` and `end`,
 * literals, pipes, and `templateFunctions`. What it does not take it refuses in words.
 * @throws NotValid with Go's sentence, or ours and what to do
 * @see https://pkg.go.dev/text/template
 */
export function parseGoTemplate(template: string): readonly TemplateNode[] {
  const pieces = piecesOf(template);
  const {nodes, end} = parseNodes(pieces, 0, 0);
  if (end < pieces.length) throw unexpected(pieces[end]?.action ?? '');
  return nodes;
}

interface Piece {
  readonly text: string;
  /** What stands in braces behind the text; undefined at the end. */
  readonly action?: string;
}

function piecesOf(template: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  let isTrimmed = false;
  for (const match of template.matchAll(action)) {
    const {trimBefore, inside = '', trimAfter} = match.groups ?? {};
    const before = template.slice(at, match.index);
    if (before.includes('{{')) throw new NotValid('template: output:1: unclosed action');
    const start = isTrimmed ? before.trimStart() : before;
    pieces.push({text: trimBefore === undefined ? start : start.trimEnd(), action: inside.trim()});
    isTrimmed = trimAfter !== undefined;
    at = match.index + match[0].length;
  }
  const rest = template.slice(at);
  if (rest.includes('{{')) throw new NotValid('template: output:1: unclosed action');
  return [...pieces, {text: isTrimmed ? rest.trimStart() : rest}];
}

function parseNodes(pieces: readonly Piece[], from: number, depth: number): {nodes: TemplateNode[]; end: number} {
  if (depth > deepest) throw notTaken('{{…}}');
  const nodes: TemplateNode[] = [];
  let at = from;
  for (; at < pieces.length; at += 1) {
    const {text, action} = pieces[at] ?? {text: ''};
    if (text !== '') nodes.push({kind: 'text', text});
    if (action === undefined || action.startsWith('/*')) continue;
    const [word = ''] = action.split(/\s/u, 1);
    if (word === 'end' || word === 'else') return {nodes, end: at};
    if (word === 'if' || word === 'range' || word === 'with') {
      const block = parseBlock({kind: word, head: action.slice(word.length)}, pieces, {from: at, depth});
      nodes.push(block.node);
      at = block.end;
    } else if (/^(?:define|template|block|break|continue)$/u.test(word)) {
      throw notTaken(word);
    } else {
      nodes.push({kind: 'print', pipeline: parsePipeline(action)});
    }
  }
  return {nodes, end: at};
}

function parseBlock(
  {kind, head}: {kind: 'if' | 'range' | 'with'; head: string},
  pieces: readonly Piece[],
  {from, depth}: {from: number; depth: number},
): {node: TemplateNode; end: number} {
  const pipeline = parsePipeline(head);
  const body = parseNodes(pieces, from + 1, depth + 1);
  const closing = pieces[body.end]?.action;
  if (closing === undefined) throw new NotValid('template: output:1: unexpected EOF');
  if (/^end$/u.test(closing)) return {node: {kind, pipeline, body: body.nodes, otherwise: []}, end: body.end};
  const again = /^else\s+(?<kind>if|with)\b(?<head>.*)$/su.exec(closing)?.groups;
  if (again !== undefined && again['kind'] === kind) {
    const rest = parseBlock({kind, head: again['head'] ?? ''}, pieces, {from: body.end, depth: depth + 1});
    return {node: {kind, pipeline, body: body.nodes, otherwise: [rest.node]}, end: rest.end};
  }
  if (closing !== 'else') throw unexpected(closing);
  const otherwise = parseNodes(pieces, body.end + 1, depth + 1);
  const end = pieces[otherwise.end]?.action;
  if (end === undefined) throw new NotValid('template: output:1: unexpected EOF');
  if (end !== 'end') throw unexpected(end);
  return {node: {kind, pipeline, body: body.nodes, otherwise: otherwise.nodes}, end: otherwise.end};
}

interface Token {
  readonly kind: 'text' | 'number' | 'field' | 'word' | 'mark';
  readonly text: string;
  /** Whether a blank stands in front of it. */
  readonly isApart: boolean;
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (text.slice(at).trim() !== '') {
    token.lastIndex = at;
    const groups = token.exec(text)?.groups;
    const found = (['text', 'number', 'field', 'word', 'mark'] as const).find((kind) => groups?.[kind] !== undefined);
    if (found === undefined) throw notTaken(text.slice(at).trim());
    tokens.push({kind: found, text: groups?.[found] ?? '', isApart: /\s/u.test(text.charAt(at))});
    at = token.lastIndex;
  }
  return tokens;
}

function parsePipeline(text: string): Pipeline {
  return new PipelineReader(tokensOf(text)).whole();
}

class PipelineReader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): Pipeline {
    const pipeline = this.#pipeline(0);
    const rest = this.#tokens[this.#at];
    if (rest !== undefined) throw unexpected(rest.text);
    return pipeline;
  }

  #pipeline(depth: number): Pipeline {
    if (depth > deepest) throw notTaken('(');
    const {variables, isDeclared} = this.#variables();
    const calls: Call[] = [];
    do calls.push(this.#call(depth));
    while (this.#takes('|'));
    return {variables, isDeclared, calls};
  }

  #variables(): Pick<Pipeline, 'variables' | 'isDeclared'> {
    const [first, mark, second, last] = this.#tokens.slice(this.#at, this.#at + 4);
    const isVariable = (one: Token | undefined): boolean => /^\$\w+$/u.test(one?.text ?? '');
    const isSet = (one: Token | undefined): boolean => one?.text === ':=' || one?.text === '=';
    if (isVariable(first) && isSet(mark)) {
      this.#at += 2;
      return {variables: [first?.text ?? ''], isDeclared: mark?.text === ':='};
    }
    if (isVariable(first) && mark?.text === ',' && isVariable(second) && isSet(last)) {
      this.#at += 4;
      return {variables: [first?.text ?? '', second?.text ?? ''], isDeclared: last?.text === ':='};
    }
    return {variables: [], isDeclared: false};
  }

  #call(depth: number): Call {
    const first = this.#tokens[this.#at];
    const isLiteral = first?.kind === 'word' && /^(?:true|false|nil)$/u.test(first.text);
    const isFunction = first?.kind === 'word' && !isLiteral;
    if (isFunction) {
      if (!templateFunctions.some((name) => name === first.text)) throw notTaken(first.text);
      this.#at += 1;
    }
    const args: Operand[] = [];
    for (let next = this.#operand(depth); next !== undefined; next = this.#operand(depth)) args.push(next);
    if (args.length > mostArguments) throw notTaken(args.length.toString());
    if (!isFunction && args.length === 0) throw new NotValid('template: output:1: missing value for command');
    if (!isFunction && args.length > 1) throw notTaken(this.#tokens.map(({text}) => text).join(' '));
    return {name: isFunction ? first.text : undefined, args};
  }

  #operand(depth: number): Operand | undefined {
    const next = this.#tokens[this.#at];
    if (next === undefined || (next.kind === 'mark' && next.text !== '(')) return undefined;
    this.#at += 1;
    switch (next.kind) {
      case 'text': {
        const value = next.text.startsWith('`') ? next.text.slice(1, -1) : unquoteGo(next.text);
        if (value === undefined) throw unexpected(next.text);
        return {kind: 'text', value};
      }
      case 'number':
        return {kind: 'number', value: Number(next.text), isFloat: next.text.includes('.')};
      case 'field':
        return fieldsOf(next.text);
      case 'word':
        if (next.text === 'nil') return {kind: 'nil'};
        if (next.text === 'true' || next.text === 'false') return {kind: 'boolean', value: next.text === 'true'};
        return {
          kind: 'inside',
          pipeline: {variables: [], isDeclared: false, calls: [{name: this.#known(next.text), args: []}]},
          names: [],
        };
      case 'mark': {
        const pipeline = this.#pipeline(depth + 1);
        if (!this.#takes(')')) throw new NotValid('template: output:1: unclosed left paren');
        const after = this.#tokens[this.#at];
        const isField = after?.kind === 'field' && !after.isApart && after.text.startsWith('.') && after.text !== '.';
        if (isField) this.#at += 1;
        return {kind: 'inside', pipeline, names: isField ? after.text.slice(1).split('.') : []};
      }
    }
  }

  #known(name: string): string {
    if (!templateFunctions.some((known) => known === name)) throw notTaken(name);
    return name;
  }

  #takes(mark: string): boolean {
    if (this.#tokens[this.#at]?.text !== mark || this.#tokens[this.#at]?.kind !== 'mark') return false;
    this.#at += 1;
    return true;
  }
}

function fieldsOf(text: string): Operand {
  if (text === '.') return {kind: 'fields', of: '.', names: []};
  const [of = '', ...names] = text.split('.');
  return {kind: 'fields', of: of === '' ? '.' : of, names};
}

const notTaken = (what: string): NotValid => new NotValid(words().model.goTemplate.notTaken({what: what.slice(0, 60)}));

const unexpected = (what: string): NotValid => new NotValid(`template: output:1: unexpected ${what}`);
