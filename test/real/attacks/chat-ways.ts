import {parse, stringify} from 'yaml';
import {z} from 'zod';
import {isJsonObject, type JsonObject} from '#src/kubernetes/json.ts';
import {updateAt} from '#src/sandbox/policy/update-at.ts';
import type {Answer} from '#test/support/chat-page.ts';
import {waitUntil} from '#test/support/wait-until.ts';
import type {Attempt} from './attack.ts';
import {refusalIn, stoppedBy} from './stopped-by.ts';
import {untilTaken} from './until-taken.ts';
import {kubectl, yamlOf, type Participant} from './world.ts';

const modalSchema = z.looseObject({
  components: z.array(z.looseObject({component: z.looseObject({value: z.string().optional()})})).min(1),
});
const jsonObjectSchema = z.record(z.string(), z.json());

/** What an answer shows, and the log of its command, of who said no. */
export async function attemptOf({codes}: Pick<Participant, 'codes'>, answer: Answer): Promise<Attempt> {
  const {content, attachments} = await answer.message();
  const files = await Promise.all(attachments.map(async ({url}) => (await fetch(url)).text()));
  // what a worker refuses it has logged before it answers; the log comes by another way
  const code =
    refusalIn(content)?.isWorkers === true
      ? await waitUntil(`the end of ${answer.id} is logged`, async () => Promise.resolve(codes.of(answer.id)))
      : undefined;
  return {...stoppedBy(content, code), shown: [content, ...files].join('\n')};
}

/** Does something in the chat; what the chat itself refuses never reaches the bot. */
export async function inChat(from: Pick<Participant, 'codes'>, act: () => Promise<Answer>): Promise<Attempt> {
  try {
    return await attemptOf(from, await untilTaken(act));
  } catch (error) {
    return refusedByChat(error);
  }
}

const refusalSchema = z.object({error: z.string()});

/** The chat's own refusal. @throws the error, when it is something else */
export function refusedByChat(error: unknown): Attempt {
  const body =
    error instanceof Error ? /^\/\S+: 400 (?<body>\{.*\})/s.exec(error.message)?.groups?.['body'] : undefined;
  if (body === undefined) throw error;
  return {stoppedBy: 'chat', evidence: refusalSchema.parse(JSON.parse(body)).error};
}

export const types = async (from: Participant, line: string): Promise<Attempt> =>
  inChat(from, async () => from.person.types(line));

/** A way by which an object of one's own comes to the cluster. */
export interface ApplyWay {
  readonly path: string;
  readonly send: (from: Participant, objects: readonly JsonObject[]) => Promise<Attempt>;
}

export const byFile: ApplyWay = {
  path: '/apply with a file',
  send: async (from, objects) =>
    inChat(from, async () => from.person.types('/apply', {file: {name: 'evil.yaml', text: yamlOf(...objects)}})),
};

export const byWindow: ApplyWay = {
  path: '/apply in the window',
  send: async (from, objects) =>
    inChat(from, async () =>
      from.person.fills(await untilTaken(async () => from.person.types('/apply')), {yaml: yamlOf(...objects)}),
    ),
};

/** A way by which the Deployment `target` is changed; `change` is what becomes of its Pods' spec. */
export interface ChangeWay {
  readonly path: string;
  readonly send: (from: Participant, change: (podSpec: JsonObject) => JsonObject) => Promise<Attempt>;
}

const patchLine = (type: string, patch: unknown): string =>
  kubectl(`patch deployment target --type ${type} -p '${JSON.stringify(patch)}'`);

const patchedBy = (type: 'strategic' | 'merge', podSpec: JsonObject): ChangeWay => ({
  path: `kubectl patch --type ${type}`,
  send: async (from, change) => types(from, patchLine(type, {spec: {template: {spec: change(podSpec)}}})),
});

/** @param podSpec that of the Deployment's Pods as it is */
export const changeWays = (podSpec: JsonObject): readonly ChangeWay[] => [
  patchedBy('strategic', podSpec),
  patchedBy('merge', podSpec),
  {
    path: 'kubectl patch --type json',
    send: async (from, change) =>
      types(from, patchLine('json', [{op: 'replace', path: '/spec/template/spec', value: change(podSpec)}])),
  },
  {
    path: '/edit',
    send: async (from, change) =>
      inChat(from, async () =>
        edit(from, 'deployment/target', (object) =>
          updateAt(object, {
            at: ['spec', 'template', 'spec'],
            to: (spec) => (isJsonObject(spec) ? change(spec) : spec),
          }),
        ),
      ),
  },
];

/** How often an object is opened that others change. */
const mostTries = 5;

/** Opens the editor of an object and sends back what `change` makes of it. */
export async function edit(
  {person}: Participant,
  resource: string,
  change: (object: JsonObject) => JsonObject,
): Promise<Answer> {
  const offered = await untilTaken(async () => person.types(`/edit resource:${resource}`));
  const message = await offered.message();
  const write = async (): Promise<Answer> => {
    const window = await untilTaken(async () => (await person.presses(message, 'Open editor')).answered());
    const [field] = modalSchema.parse((await window.interaction()).modal).components;
    const object = jsonObjectSchema.parse(parse(field?.component.value ?? ''));
    return person.fills(window, {yaml: stringify(change(object))});
  };
  // what was changed meanwhile, by a controller or the attack before, is judged by nobody: it is opened anew
  for (let tries = 1; tries < mostTries; tries++) {
    const answer = await write();
    if (!(await answer.text()).includes('was changed after the editor was opened')) return answer;
  }
  return write();
}
