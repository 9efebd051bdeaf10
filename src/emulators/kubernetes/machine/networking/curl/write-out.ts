/** What is known of a transfer when it has ended, by the names that `--write-out` has for it. */
export interface TransferFacts {
  status: number;
  method: string;
  url: string;
  address: string;
  port: number | undefined;
  localAddress: string;
  contentType: string;
  redirectUrl: string;
  redirects: number;
  received: number;
  sent: number;
  headerBytes: number;
  seconds: number;
  exitCode: number;
  error: string;
}

/** A format of `--write-out`, filled in. What it does not know it leaves out, and says so to nobody, as curl on its output. */
export function writeOut(format: string, facts: TransferFacts): string {
  const values = variables(facts);
  return format.replaceAll(/%%|%\{(\w+)\}|\\([ntr])/g, (_, name?: string, escape?: string) => {
    if (name !== undefined) return values[name] ?? '';
    return escape === undefined ? '%' : ({n: '\n', t: '\t', r: '\r'}[escape] ?? '');
  });
}

function variables(facts: TransferFacts): Readonly<Record<string, string>> {
  const code = String(facts.status).padStart(3, '0');
  const seconds = facts.seconds.toFixed(6);
  const opening = (facts.address === '' ? 0 : facts.seconds / 2).toFixed(6);
  return {
    http_code: code,
    response_code: code,
    method: facts.method,
    url: facts.url,
    url_effective: facts.url,
    scheme: 'HTTP',
    http_version: facts.status === 0 ? '0' : '1.1',
    remote_ip: facts.address,
    remote_port: String(facts.port ?? 0),
    local_ip: facts.localAddress,
    content_type: facts.contentType,
    redirect_url: facts.redirectUrl,
    num_redirects: String(facts.redirects),
    num_connects: facts.address === '' ? '0' : '1',
    size_download: String(facts.received),
    size_upload: String(facts.sent),
    size_header: String(facts.headerBytes),
    speed_download: String(facts.seconds === 0 ? 0 : Math.round(facts.received / facts.seconds)),
    time_total: seconds,
    time_namelookup: opening,
    time_connect: opening,
    time_pretransfer: opening,
    time_starttransfer: facts.status === 0 ? '0.000000' : seconds,
    time_redirect: '0.000000',
    exitcode: String(facts.exitCode),
    errormsg: facts.error,
  };
}
