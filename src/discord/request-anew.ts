import {once} from 'node:events';
import {request as httpRequest, type IncomingMessage} from 'node:http';
import {request as httpsRequest} from 'node:https';
import {buffer} from 'node:stream/consumers';
import type {RESTOptions} from '@discordjs/rest';

/** What is asked for on a connection of its own: one that stood open may have died, which no program sees. */
const fetchAnew: typeof fetch = async (input, init) => {
  const asked = new Request(input, init);
  const {url, method, signal} = asked;
  const body = Buffer.from(await asked.arrayBuffer());
  const send = url.startsWith('https:') ? httpsRequest : httpRequest;
  const sent = send(url, {method, headers: Object.fromEntries(asked.headers), agent: false, signal});
  sent.end(body);
  const [response] = (await once(sent, 'response')) as [IncomingMessage]; // as Node documents the event
  const status = response.statusCode ?? 0;
  const headers = Object.entries(response.headersDistinct).flatMap(([name, values]) =>
    (values ?? []).map((value): [string, string] => [name, value]),
  );
  const text = await buffer(response);
  return new Response(status === 204 ? null : text, {status, headers});
};

// Node's Response has what REST reads of one; its type names the one of another undici
export const requestAnew = fetchAnew as unknown as RESTOptions['makeRequest'];
