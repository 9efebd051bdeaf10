import {z} from 'zod';

/** Text with `{{…}}` in it, for what is known only when the program runs: see `fill-template.ts`. */
const template = z.string();

/** What a program can be told: by an option of its command line, else by a variable, else it is the default. */
const settingSchema = z.strictObject({
  option: z.string().optional(),
  variable: z.string().optional(),
  default: z.string(),
});

const answerSchema = z.strictObject({
  /** The path that it is for; one that ends in `*` is for all that begin so. For every path when left out. */
  path: z.string().optional(),
  status: z.int().default(200),
  type: z.string().default('text/plain; charset=utf-8'),
  text: template,
});

/** A server by what it says and answers. */
const serverSchema = z.strictObject({
  kind: z.literal('server'),
  settings: z.record(z.string().regex(/^[a-zA-Z]+$/), settingSchema).default({}),
  /** It does not start without one of these variables. */
  needs: z.strictObject({variables: z.array(z.string()).min(1), otherwise: z.string()}).optional(),
  /** A file that it makes when it is missing, and what it says then. */
  makes: z.strictObject({file: template, text: z.string(), says: template}).optional(),
  /** Its log when it has started. */
  says: template.default(''),
  /** The port that it listens on; none when left out: then it only waits. */
  port: template.optional(),
  /** What it answers in HTTP: the first that is for the path. Without any it speaks another language. */
  answers: z.array(answerSchema).default([]),
  /** Its log for each request. */
  logs: template.optional(),
  /** What an answer costs, in seconds of a core. */
  coreSeconds: z.number().positive().optional(),
});

/** What an image's programs do, apart from the tools that many images have. */
export const programSchema = z.discriminatedUnion('kind', [
  /** A script that prepares, and then becomes the program that it is given, or `program` with what it is given. */
  z.strictObject({kind: z.literal('entrypoint script'), program: z.string().optional()}),
  z.strictObject({kind: z.literal('nginx')}),
  z.strictObject({kind: z.literal('httpd')}),
  z.strictObject({kind: z.literal('redis-server')}),
  z.strictObject({kind: z.literal('redis-cli')}),
  serverSchema,
  /** Asks whether a server's port is open, of the host of `-h`, and says so. */
  z.strictObject({
    kind: z.literal('port check'),
    port: z.int(),
    /** The letter of the option for another port. */
    portOption: z.string().length(1).default('p'),
    open: template,
    closed: template,
    exitCode: z.int(),
  }),
  /** Says something, and ends. */
  z.strictObject({kind: z.literal('notice'), says: z.string(), exitCode: z.int()}),
]);

export type ProgramDefinition = z.output<typeof programSchema>;
export type ServerDefinition = z.output<typeof serverSchema>;
export type PortCheckDefinition = Extract<ProgramDefinition, {kind: 'port check'}>;
