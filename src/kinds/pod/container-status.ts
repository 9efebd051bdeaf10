import {z} from 'zod';

const containerStateSchema = z.looseObject({
  waiting: z.looseObject({reason: z.string().default(''), message: z.string().optional()}).nullish(),
  running: z.looseObject({startedAt: z.string().nullish()}).nullish(),
  terminated: z
    .looseObject({
      reason: z.string().default(''),
      message: z.string().default(''),
      exitCode: z.number().default(0),
      signal: z.number().default(0),
      startedAt: z.string().nullish(),
      finishedAt: z.string().nullish(),
    })
    .nullish(),
});
export type ContainerState = z.infer<typeof containerStateSchema>;

/** What a node says of a container of a Pod. */
export const containerStatusSchema = z.looseObject({
  name: z.string(),
  containerID: z.string().default(''),
  imageID: z.string().default(''),
  ready: z.boolean().default(false),
  started: z.boolean().nullish(),
  restartCount: z.number().default(0),
  state: containerStateSchema.prefault({}),
  lastState: containerStateSchema.prefault({}),
});
export type ContainerStatus = z.infer<typeof containerStatusSchema>;

export const isRunning = ({state}: ContainerStatus): boolean => (state.running ?? undefined) !== undefined;
