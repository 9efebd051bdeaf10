import type {IncomingMessage} from 'node:http';
import {parse as parseYaml} from 'yaml';
import {isObject, type Json, type JsonObject} from '../json.ts';
import {decodeProtobuf, isProtobuf, protobuf} from './protobuf-body.ts';
import {badRequest, StatusError} from '../status-error.ts';

/** The API server's own limit on what it reads. */
const maxBodyBytes = 3 * 1024 * 1024;

/** No manifest nests so deep; what walks through values could not. */
const maxDepth = 500;

/** What was sent, as text; protobuf as the JSON that stands for it. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk as Uint8Array);
    length += bytes.length;
    if (length > maxBodyBytes) {
      throw new StatusError(413, 'RequestEntityTooLarge', `limit is ${maxBodyBytes}`);
    }
    chunks.push(bytes);
  }
  const body = Buffer.concat(chunks);
  return isProtobuf(body) ? JSON.stringify(decodeProtobuf(body)) : body.toString('utf8');
}

/** @throws StatusError 400 for what is neither JSON nor YAML, 415 for another encoding */
export function parseBody(text: string, contentType: string): Json {
  const [type = ''] = contentType.split(';');
  const isYaml = type.trim().endsWith('yaml');
  if (!isYaml && !['', 'application/json', '*/*', protobuf].includes(type.trim()) && !type.trim().endsWith('+json')) {
    const message = `the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, ${protobuf}`;
    throw new StatusError(415, 'UnsupportedMediaType', message);
  }
  const value = parse(text, isYaml);
  if (isDeeper(value, maxDepth)) throw badRequest('error decoding the body: exceeded max depth');
  return value;
}

function parse(text: string, isYaml: boolean): Json {
  try {
    // JSON can hold nothing but Json, and YAML is read by its JSON-compatible core schema.
    return (isYaml ? parseYaml(text, {maxAliasCount: 100}) : JSON.parse(text)) as Json;
  } catch (error) {
    throw badRequest(`error decoding the body: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function isDeeper(value: Json, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth === 0 || Object.values(value).some((child) => isDeeper(child, depth - 1));
}

/** @throws StatusError 400 */
export function parseObjectBody(text: string, contentType: string): JsonObject {
  const body = parseBody(text, contentType);
  if (!isObject(body)) throw badRequest('the object provided is unrecognized (must be of type Object)');
  return body;
}
