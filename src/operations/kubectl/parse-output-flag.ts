import {parseJsonPath} from '#src/kubernetes/json-path/parse-json-path.ts';
import {relaxedJsonPath} from '#src/kubernetes/json-path/relaxed-json-path.ts';
import {NotValid} from '#src/kubernetes/not-valid.ts';
import {parseGoTemplate} from '#src/kubernetes/go-template/parse-go-template.ts';
import {UserError} from '../user-error.ts';
import type {ParsedFlags} from './parse-flags.ts';
import {shown} from './shown.ts';
import {words} from '#src/words/words.ts';

/** The formats that stand alone. */
export const plainOutputs = ['wide', 'yaml', 'json', 'name'] as const;
/** Those that a template is given with, after `=` or by `--template`. */
const templated = ['jsonpath', 'jsonpath-as-json', 'custom-columns', 'go-template'] as const;
export const outputs = ['table', ...plainOutputs, ...templated] as const;
type Output = (typeof outputs)[number];

const synonyms: ReadonlyMap<string, string> = new Map([['template', 'go-template']]);

interface ChosenOutput {
  readonly output: Output;
  /** Of JSONPath or of Go. */
  readonly template?: string;
  readonly columns?: {header: string; path: string}[];
}

/** @throws UserError for a format that is not taken, and with kubectl's sentence for a template that it would not read */
export function parseOutputFlag(flags: ParsedFlags): ChosenOutput {
  const given = flags.value('output') ?? '';
  const templateFlag = flags.value('template') ?? '';
  if (given === '') return templateFlag === '' ? {output: 'table'} : goTemplate(templateFlag);
  const plain = plainOutputs.find((known) => known === given);
  if (plain !== undefined) return {output: plain};
  const equals = given.indexOf('=');
  const named = equals === -1 || templateFlag !== '' ? given : given.slice(0, equals);
  const name = synonyms.get(named) ?? named;
  const output = templated.find((known) => known === name);
  if (output === undefined) {
    const next = [...plainOutputs, ...templated.map((format) => `${format}=…`)].join(', ');
    throw new UserError('unsupported', words().verbs.get.output({given: shown(given), outputs: next}));
  }
  const template = templateFlag === '' ? given.slice(equals === -1 ? given.length : equals + 1) : templateFlag;
  switch (output) {
    case 'go-template':
      return goTemplate(template);
    case 'custom-columns':
      return {output, columns: readColumns(template)};
    case 'jsonpath':
    case 'jsonpath-as-json':
      return {output, template: readJsonPath(template)};
  }
}

const noTemplate = 'error: template format specified but no template given';
const examples = {
  jsonpath: "-o jsonpath='{.items[*].metadata.name}'",
  'custom-columns': '-o custom-columns=NAME:.metadata.name,IP:.status.podIP',
  'go-template': "-o go-template='{{range .items}}{{println .metadata.name}}{{end}}'",
} as const;

function like(output: keyof typeof examples): string {
  return words().lines.writeItLike({example: examples[output]});
}

function readJsonPath(template: string): string {
  if (template === '') throw new UserError('bad-input', noTemplate, {next: like('jsonpath')});
  return asKubectl(
    () => (parseJsonPath(template), template),
    (reason) => `error: error parsing jsonpath ${template}, ${reason}`,
    like('jsonpath'),
  );
}

function goTemplate(template: string): ChosenOutput {
  if (template === '') throw new UserError('bad-input', noTemplate, {next: like('go-template')});
  return asKubectl(
    () => (parseGoTemplate(template), {output: 'go-template', template}),
    (reason) => `error: error parsing template ${template}, ${reason}`,
    like('go-template'),
  );
}

function readColumns(spec: string): {header: string; path: string}[] {
  const next = like('custom-columns');
  const none = 'error: custom-columns format specified but no custom columns given';
  if (spec === '') throw new UserError('bad-input', none, {next});
  return spec.split(',').map((part) => {
    const colon = part.indexOf(':');
    if (colon === -1) {
      const message = `error: unexpected custom-columns spec: ${part}, expected <header>:<json-path-expr>`;
      throw new UserError('bad-input', message, {next});
    }
    const path = part.slice(colon + 1);
    return asKubectl(
      () => {
        const relaxed = path === '' ? '' : relaxedJsonPath(path);
        parseJsonPath(relaxed);
        return {header: part.slice(0, colon), path: relaxed};
      },
      (reason) => `error: ${reason}`,
      next,
    );
  });
}

function asKubectl<Read>(read: () => Read, said: (reason: string) => string, next: string): Read {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof NotValid)) throw error;
    throw new UserError('bad-input', error.next === undefined ? said(error.message) : error.message, {
      next: error.next ?? next,
      cause: error,
    });
  }
}
