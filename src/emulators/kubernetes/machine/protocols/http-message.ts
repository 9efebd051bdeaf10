import {STATUS_CODES} from 'node:http';

export interface HttpRequest {
  method: string;
  path: string;
  /** By their names in small letters. */
  headers: Readonly<Record<string, string>>;
  body: Uint8Array;
  remoteAddress: string;
}

export interface HttpResponse {
  status: number;
  /** What follows from the answer itself, as its length, is left out: see `headOf`. */
  headers: Record<string, string>;
  body: Uint8Array;
}

export const noBody: Uint8Array = new Uint8Array();

/** The words after an answer's number. */
export const reasonOf = ({status}: HttpResponse): string => STATUS_CODES[status] ?? 'Error';

/** The lines before an answer's body, without their ends: who answers and when first, as servers send them. */
export function headOf(response: HttpResponse, nowMs: number): string[] {
  const {server, ...others} = response.headers;
  const headers: [string, string][] = [
    ...(server === undefined ? [] : ([['server', server]] satisfies [string, string][])),
    ['date', new Date(nowMs).toUTCString()],
    ...Object.entries(others),
    ['content-length', String(response.body.length)],
  ];
  const lines = headers.map(([name, value]) => `${capitalised(name)}: ${value}`);
  return [`HTTP/1.1 ${response.status} ${reasonOf(response)}`, ...lines];
}

/** `content-type` as servers write it. */
export const capitalised = (name: string): string =>
  name.replaceAll(/(?<=^|-)[a-z]/g, (letter) => letter.toUpperCase());
