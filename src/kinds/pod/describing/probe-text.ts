import type {Probe} from '../pod-spec.ts';

/** A probe in a line: `http-get http://:80/ delay=0s timeout=1s period=10s successThreshold=1 failureThreshold=3`. */
export function probeText(probe: Probe): string {
  const {initialDelaySeconds, timeoutSeconds, periodSeconds, successThreshold, failureThreshold} = probe;
  const times = `delay=${initialDelaySeconds}s timeout=${timeoutSeconds}s period=${periodSeconds}s`;
  return `${handlerText(probe)} ${times} successThreshold=${successThreshold} failureThreshold=${failureThreshold}`;
}

function handlerText({exec, httpGet, tcpSocket, grpc}: Probe): string {
  if (exec) return `exec [${exec.command.join(' ')}]`;
  if (httpGet) {
    const host = httpGet.host.includes(':') ? `[${httpGet.host}]` : httpGet.host;
    const slash = httpGet.path === '' || httpGet.path.startsWith('/') ? '' : '/';
    return `http-get ${httpGet.scheme.toLowerCase()}://${host}:${httpGet.port}${slash}${escapedPath(httpGet.path)}`;
  }
  if (tcpSocket) return `tcp-socket ${tcpSocket.host}:${tcpSocket.port}`;
  return grpc ? `grpc <pod>:${grpc.port} ${grpc.service}` : 'unknown';
}

/** Escaped as Go's URLs are. */
function escapedPath(path: string): string {
  return path === '*'
    ? path
    : encodeURI(path).replaceAll(
        /[?#!*'()]/gu,
        (character) => `%${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}`,
      );
}
