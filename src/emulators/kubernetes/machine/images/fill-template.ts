import type {HttpRequest} from '../protocols/http-message.ts';
import {capitalised} from '../protocols/http-message.ts';
import type {ProgramDefinition} from './program-definition.ts';

/** What stands for the names in a template. */
export type TemplateValues = Readonly<Record<string, string>>;

const placeholder = /\{\{([\w.]+)\}\}/g;
const ofContainer = ['hostname', 'address', 'time', 'version'];
const ofRequest = ['method', 'path', 'host', 'remoteAddress', 'headers', 'body', 'userAgent'];

/** `{{hostname}}`, `{{env.NAME}}`, and what the program's settings are called; a variable that is not set is nothing. */
export function fillTemplate(text: string, values: TemplateValues): string {
  return text.replaceAll(placeholder, (_, name: string) => values[name] ?? '');
}

/** What a template can tell of a request. */
export function requestValues({method, path, headers, body, remoteAddress}: HttpRequest): TemplateValues {
  const shown = Object.entries(headers).filter(([name]) => name !== 'host');
  return {
    method,
    path,
    remoteAddress,
    host: headers['host'] ?? '',
    userAgent: headers['user-agent'] ?? '',
    headers: shown
      .map(([name, value]) => `${capitalised(name)}: ${value}`)
      .sort()
      .join('\n'),
    body: Buffer.from(body).toString('utf8'),
  };
}

/** Names in a program's templates that nothing will ever stand for. */
export function unknownNames(program: ProgramDefinition): string[] {
  const settings = program.kind === 'server' ? Object.keys(program.settings) : ['host', 'port'];
  const known = new Set([...ofContainer, ...ofRequest, ...settings]);
  const names = [...JSON.stringify(program).matchAll(placeholder)].map(([, name = '']) => name);
  return names.filter((name) => !known.has(name) && !/^env\.\w+$/.test(name));
}
