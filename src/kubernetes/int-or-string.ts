import {z} from 'zod';

/** A number or a text, as `maxUnavailable` and ports have it. */
export const intOrStringSchema = z.union([z.number(), z.string()]);
