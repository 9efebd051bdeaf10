/** How a connection failed. */
type ConnectionFailure =
  | 'nameUnknown'
  | 'nameUnresolved'
  | 'refused'
  | 'unreachable'
  | 'silent'
  | 'closed'
  | 'notTls'
  | 'wantsTls'
  | 'untrusted'
  | 'otherName'
  | 'expired'
  | 'notYetValid'
  | 'wantsCertificate'
  | 'tls';

export interface FailedConnection {
  readonly failure: ConnectionFailure;
  /** By which others find it: Node's, OpenSSL's or undici's. */
  readonly code: string;
}

/** @see https://nodejs.org/api/errors.html and https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const failures: Readonly<Record<string, ConnectionFailure>> = {
  ENOTFOUND: 'nameUnknown',
  EAI_AGAIN: 'nameUnresolved',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENETDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  EACCES: 'unreachable',
  EPERM: 'unreachable',
  ETIMEDOUT: 'silent',
  UND_ERR_CONNECT_TIMEOUT: 'silent',
  UND_ERR_HEADERS_TIMEOUT: 'silent',
  ECONNRESET: 'closed',
  ECONNABORTED: 'closed',
  EPIPE: 'closed',
  UND_ERR_SOCKET: 'closed',
  EPROTO: 'notTls',
  ERR_SSL_WRONG_VERSION_NUMBER: 'notTls',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'notTls',
  ERR_SSL_HTTP_REQUEST: 'notTls',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'untrusted',
  UNABLE_TO_GET_ISSUER_CERT: 'untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'untrusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'untrusted',
  CERT_UNTRUSTED: 'untrusted',
  CERT_SIGNATURE_FAILURE: 'untrusted',
  INVALID_CA: 'untrusted',
  ERR_TLS_CERT_ALTNAME_INVALID: 'otherName',
  HOSTNAME_MISMATCH: 'otherName',
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'notYetValid',
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: 'wantsCertificate',
};

/** How deep causes of causes are looked at: an error can be its own cause. */
const causeLimit = 8;

/** What kept a connection from being made or held, found by the codes of an error and its causes; undefined: something else. */
export function failedConnection(error: unknown, depth = 0): FailedConnection | undefined {
  if (!(error instanceof Error) || depth > causeLimit) return undefined;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const failure = code === undefined ? undefined : failures[code];
  if (code !== undefined && failure !== undefined) return {failure, code};
  if (error.name === 'TimeoutError') return {failure: 'silent', code: 'ETIMEDOUT'};
  const deeper = error instanceof AggregateError ? [...error.errors, error.cause] : [error.cause];
  const found = deeper.map((one) => failedConnection(one, depth + 1)).find((one) => one !== undefined);
  if (found !== undefined || code === undefined) return found;
  return code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_') ? {failure: 'tls', code} : undefined;
}

/** Who can't be reached, and what to do where that differs from one far end to another. */
export interface FarEndWords {
  /** With its address, as a sentence begins: `Redis at redis:6379`. */
  readonly who: string;
  /** Where the address stands: `REDIS_URL`. */
  readonly setting: string;
  /** What to do about a name that is not known, where it need not be the setting. */
  readonly nameUnknown?: string;
  readonly notTls: string;
  readonly wantsTls: string;
  readonly untrusted: string;
  readonly otherName: string;
  readonly wantsCertificate: string;
}

/** What whoever runs the process reads of it: what is wrong, and what to do. */
export function describeConnection({failure, code}: FailedConnection, words: FarEndWords): string {
  const {who, setting} = words;
  switch (failure) {
    case 'nameUnknown':
      return `${who} has a name that nobody knows (${code}). ${words.nameUnknown ?? `Correct ${setting}, or see to it that the name is resolved here.`}`;
    case 'nameUnresolved':
      return `${who} has a name that can't be resolved just now (${code}). Look at this machine's DNS.`;
    case 'refused':
      return `${who} refuses the connection (${code}): nothing listens there. Start it, or correct ${setting}.`;
    case 'unreachable':
      return `${who} can't be reached (${code}). Look at the network and its rules, or correct ${setting}.`;
    case 'silent':
      return `${who} does not answer (${code}). Look whether it hangs or a firewall is in between, or correct ${setting}.`;
    case 'closed':
      return `${who} closes the connection (${code}). Look at its log, and at what is in between.`;
    case 'notTls':
      return `${who} does not speak TLS (${code}). ${words.notTls}`;
    case 'wantsTls':
      return `${who} speaks TLS alone (${code}). ${words.wantsTls}`;
    case 'untrusted':
      return `${who} has a certificate that is not trusted here (${code}). ${words.untrusted}`;
    case 'otherName':
      return `${who} has a certificate for another name (${code}). ${words.otherName}`;
    case 'expired':
      return `${who} has a certificate that has expired (${code}). Renew it there, or set this machine's clock.`;
    case 'notYetValid':
      return `${who} has a certificate that is not valid yet (${code}). Look at the clocks, here and there.`;
    case 'wantsCertificate':
      return `${who} asks for a client's certificate (${code}). ${words.wantsCertificate}`;
    case 'tls':
      return `${who} and this process find no way to speak TLS (${code}). Look at the versions and ciphers that it takes.`;
  }
}
