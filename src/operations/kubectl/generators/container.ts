import type {JsonObject} from '#src/kubernetes/json.ts';

/** What a line says of a container; the keys of what is made stand in the order in which kubectl prints JSON. */
export interface GeneratedContainer {
  readonly name: string;
  readonly image: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly port?: number | undefined;
  readonly env?: readonly (readonly [name: string, value: string])[];
  readonly imagePullPolicy?: string | undefined;
  readonly isStdinOpen?: boolean;
  /** Whether its stdin is closed once who attached first has gone. */
  readonly isStdinOnce?: boolean;
  readonly isTty?: boolean;
}

export function generateContainer(container: GeneratedContainer): JsonObject {
  const {name, image, command = [], args = [], port, env = [], imagePullPolicy} = container;
  return {
    name,
    image,
    ...(command.length === 0 ? {} : {command}),
    ...(args.length === 0 ? {} : {args}),
    ...(port === undefined ? {} : {ports: [{containerPort: port}]}),
    ...(env.length === 0 ? {} : {env: env.map(([variable, value]) => generateVariable(variable, value))}),
    resources: {},
    ...(imagePullPolicy === undefined ? {} : {imagePullPolicy}),
    ...(container.isStdinOpen === true ? {stdin: true} : {}),
    ...(container.isStdinOnce === true ? {stdinOnce: true} : {}),
    ...(container.isTty === true ? {tty: true} : {}),
  };
}

/** A variable of a container; kubectl leaves out a value that is empty. */
export function generateVariable(name: string, value: string): JsonObject {
  return value === '' ? {name} : {name, value};
}
