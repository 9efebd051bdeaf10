import type {MountedFileSystem} from '../../mounted-file-system.ts';
import type {SentRequest} from '../open-connection.ts';
import type {CurlOptions} from './curl-options.ts';

export const curlVersion = '7.88.1';

/** What curl sends, by its options. @param readFile reads what is named by `@FILE` */
export function curlRequest(options: CurlOptions, url: URL, readFile: (path: string) => string): SentRequest {
  const data = options.data.map((one) => dataOf(one, readFile)).join('&');
  const hasData = options.data.length > 0;
  const isGet = options.has('get');
  const query = [url.search.slice(1), isGet ? data : ''].filter((part) => part !== '').join('&');
  const body = hasData && !isGet ? Buffer.from(data) : undefined;
  const usual = options.has('head') ? 'HEAD' : body === undefined ? 'GET' : 'POST';
  return {
    method: options.get('request') ?? usual,
    path: `${url.pathname}${query === '' ? '' : `?${query}`}`,
    headers: headersOf(options, url, body),
    ...(body === undefined ? {} : {body}),
  };
}

function dataOf({option, value}: CurlOptions['data'][number], readFile: (path: string) => string): string {
  if (option === 'data-raw') return value;
  if (option === 'data-urlencode') {
    const [, name = '', text = ''] = /^(?:([^=]*)=)?(.*)$/s.exec(value) ?? [];
    return `${name === '' ? '' : `${name}=`}${encodeURIComponent(text)}`;
  }
  if (!value.startsWith('@')) return value;
  const text = readFile(value.slice(1));
  return option === 'data-binary' || option === 'json' ? text : text.replaceAll(/[\r\n]/g, '');
}

/** In the order in which curl sends them; one that is given stands for its own, without a value it takes that away. */
function headersOf(options: CurlOptions, url: URL, body: Uint8Array | undefined): Record<string, string> {
  const isJson = options.all('json').length > 0;
  const user = options.get('user');
  const referer = options.get('referer');
  const own: Record<string, string> = {
    host: url.host,
    ...(user === undefined ? {} : {authorization: `Basic ${Buffer.from(user).toString('base64')}`}),
    'user-agent': options.get('user-agent') ?? `curl/${curlVersion}`,
    accept: isJson ? 'application/json' : '*/*',
    ...(referer === undefined ? {} : {referer}),
  };
  const ofBody: Record<string, string> =
    body === undefined
      ? {}
      : {
          'content-length': String(body.length),
          'content-type': isJson ? 'application/json' : 'application/x-www-form-urlencoded',
        };
  const headers = new Map(Object.entries({...own, ...ofBody}));
  for (const line of options.all('header')) {
    const [, name = '', value = ''] = /^([^:;]+)[:;]\s*(.*)$/.exec(line) ?? [];
    if (value === '' && !line.includes(';')) headers.delete(name.toLowerCase());
    else if (name !== '') headers.set(name.toLowerCase(), value);
  }
  return Object.fromEntries(headers);
}

/** Reads what a container has in a file: nothing where there is none, of which curl makes an empty request. */
export function fileReader(files: MountedFileSystem, cwd: string): (path: string) => string {
  return (given) => {
    const path = files.resolvePath(cwd, given);
    return files.has(path) ? Buffer.from(files.read(path)).toString('utf8') : '';
  };
}
