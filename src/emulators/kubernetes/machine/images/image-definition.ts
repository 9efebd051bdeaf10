import {z} from 'zod';
import {programSchema} from './program-definition.ts';
import {toolSetNames} from './tool-sets.ts';

const pathSchema = z.string().regex(/^\/./, 'a path from the root, as /etc/motd');

/** An image as its file describes it. */
export const imageDefinitionSchema = z.strictObject({
  /** What courses use it for. */
  title: z.string(),
  /** Its names without a tag; without Docker Hub's own `docker.io/` and `library/`. */
  repositories: z.array(z.string()).min(1),
  /** The words that its tags are made of, with `-` between them; `N` in one stands for a version. */
  tags: z.array(z.string().regex(/^[a-z0-9]*N?$/)).min(1),
  /** Which programs it has of those that many have. */
  tools: z.array(z.enum(toolSetNames)).default([]),
  /** Programs of its own, by their paths. */
  programs: z.record(pathSchema, programSchema).default({}),
  entrypoint: z.array(z.string()).default([]),
  command: z.array(z.string()).default([]),
  environment: z.record(z.string(), z.string()).default({}),
  workingDirectory: z.string().startsWith('/').default('/'),
  files: z.record(pathSchema, z.string()).default({}),
  links: z.record(pathSchema, z.string()).default({}),
});

export type ImageDefinition = z.output<typeof imageDefinitionSchema>;
