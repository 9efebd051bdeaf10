import {z} from 'zod';

/** A list as the API server's JSON has it: left out, or null, when there is nothing in it. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);
}
