import type {IncomingMessage, ServerResponse} from 'node:http';
import type {Identity} from '../access/identity.ts';
import type {ResourceType} from '../resources/resource-type.ts';
import type {ResourceRequest} from './request-info.ts';

/** A request for a resource on its way through the API, after it was found to be allowed. */
export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  identity: Identity;
  info: ResourceRequest;
  type: ResourceType;
}

export function sendJson(response: ServerResponse, code: number, body: object, type = 'application/json'): void {
  const text = JSON.stringify(body);
  response.writeHead(code, {
    'content-type': type,
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-cache, private',
  });
  response.end(text);
}

/** Adds a `Warning` header, which kubectl prints. */
export function addWarning(response: ServerResponse, text: string): void {
  response.appendHeader('warning', `299 - "${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`);
}
