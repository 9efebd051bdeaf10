import {z} from 'zod';
import type {ApiClient} from './api-client.ts';

/** Managed clusters write `20+` for what is no plain release. */
const numberSchema = z.string().transform((text) => Number.parseInt(text, 10));
const versionSchema = z.looseObject({major: numberSchema, minor: numberSchema, gitVersion: z.string()});

export interface ServerVersion {
  readonly major: number;
  readonly minor: number;
  /** As the server writes it: `v1.30.2`. */
  readonly gitVersion: string;
}

/** @throws ApiError where even the version is told to nobody */
export async function readServerVersion(client: ApiClient, signal: AbortSignal): Promise<ServerVersion> {
  const {major, minor, gitVersion} = versionSchema.parse((await client.request({path: '/version', signal})).body);
  return {major, minor, gitVersion};
}
