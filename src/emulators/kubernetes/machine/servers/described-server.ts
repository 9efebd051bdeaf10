import type {ServerDefinition} from '../images/program-definition.ts';
import {fillTemplate, requestValues, type TemplateValues} from '../images/fill-template.ts';
import type {HttpRequest, HttpResponse} from '../protocols/http-message.ts';
import type {Process, ProcessOptions} from '../process.ts';
import {RequestLoad} from './request-load.ts';
import {endedProcess, serverProcess} from './server-process.ts';

/** A server that is told by its image's file what it says and answers. */
export function startDescribedServer(definition: ServerDefinition, options: ProcessOptions): Process {
  const {needs, makes, says, port, answers, logs, coreSeconds} = definition;
  const {environment, files, stdout, stderr, now, secondMs} = options;
  if (needs !== undefined && !needs.variables.some((name) => (environment[name] ?? '') !== '')) {
    stderr(Buffer.from(needs.otherwise));
    return endedProcess(1);
  }
  const known = {...settingValues(definition, options), ...environmentValues(options)};
  const filled = (text: string, more: TemplateValues = {}): string =>
    fillTemplate(text, {
      ...known,
      hostname: options.hostname,
      address: options.network?.ownAddress() ?? '',
      time: new Date(now()).toISOString(),
      version: versionOf(options.image.reference),
      ...more,
    });
  if (makes !== undefined && !files.has(filled(makes.file))) {
    try {
      files.makeDirectory(files.resolvePath(filled(makes.file), '..'), true);
      files.write(filled(makes.file), Buffer.from(makes.text));
    } catch {
      // a disk that is full, or only read
      stderr(Buffer.from(`could not create ${filled(makes.file)}\n`));
      return endedProcess(1);
    }
    stdout(Buffer.from(filled(makes.says)));
  }
  stdout(Buffer.from(filled(says)));
  if (port === undefined) return serverProcess({});
  const load = new RequestLoad({now, secondMs, secondsEach: coreSeconds});
  const answer = (request: HttpRequest): HttpResponse => {
    load.count();
    const values = requestValues(request);
    if (logs !== undefined) stdout(Buffer.from(filled(logs, values)));
    const [path = '/'] = request.path.split('?');
    const found = answers.find((one) => one.path === undefined || isFor(one.path, path));
    if (found === undefined) return toResponse({status: 404, type: 'text/plain; charset=utf-8', text: 'Not Found\n'});
    return toResponse({...found, text: filled(found.text, values)});
  };
  return serverProcess({
    listeners: () => [{port: portOf(filled(port)), ...(answers.length === 0 ? {} : {answer})}],
    coresInUse: () => load.cores(),
  });
}

/** `8080`, `:8080`, `0.0.0.0:8080` */
const portOf = (address: string): number => Number(address.split(':').at(-1));

/** `v1.2` of an image is its version 1.2. */
function versionOf(reference: string): string {
  const [, version = '1'] = /:v?([^:/@]+)(?:@.*)?$/.exec(reference) ?? [];
  return version;
}

function isFor(pattern: string, path: string): boolean {
  return pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
}

function toResponse({status, type, text}: {status: number; type: string; text: string}): HttpResponse {
  return {status, headers: {'content-type': type}, body: Buffer.from(text)};
}

function environmentValues({environment}: ProcessOptions): TemplateValues {
  return Object.fromEntries(Object.entries(environment).map(([name, value]) => [`env.${name}`, value]));
}

/** `-text=hello`, `--port 80` */
function settingValues({settings}: ServerDefinition, {argv, environment}: ProcessOptions): TemplateValues {
  return Object.fromEntries(
    Object.entries(settings).map(([name, {option, variable, default: usual}]) => {
      const given = option === undefined ? undefined : optionValue(option, argv);
      return [name, given ?? (variable === undefined ? undefined : environment[variable]) ?? usual];
    }),
  );
}

function optionValue(option: string, argv: readonly string[]): string | undefined {
  const at = argv.findIndex((arg) => new RegExp(`^--?${option}(=|$)`).test(arg));
  const [, joined] = /=(.*)$/s.exec(argv[at] ?? '') ?? [];
  return at === -1 ? undefined : (joined ?? argv[at + 1]);
}
