import {Agent, request} from 'undici';
import {kubeletOf} from './kubelet-of.ts';
import type {World} from './world.ts';

/** Whoever reaches the API server without a token. */
export async function isApiServerOpen({server}: World): Promise<string | undefined> {
  const agent = new Agent({connect: {rejectUnauthorized: false}});
  try {
    const {statusCode, body} = await request(`${server.url}/api/v1/namespaces`, {dispatcher: agent});
    await body.dump();
    return statusCode < 400 ? `it answers anybody: HTTP ${statusCode}` : undefined;
  } finally {
    await agent.close();
  }
}

/** Whoever reaches the kubelet without a certificate. */
export async function isKubeletOpen(world: World): Promise<string | undefined> {
  const {readOnlyPort = 0, authentication} = await kubeletOf(world);
  if (readOnlyPort !== 0) return `it has a port that asks nobody: ${readOnlyPort}`;
  return authentication.anonymous.enabled ? 'it answers anybody' : undefined;
}
