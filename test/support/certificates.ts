import {execFile} from 'node:child_process';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {promisify} from 'node:util';

const run = promisify(execFile);

/** Paths of a certificate and its key, as PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** Makes certificates in a folder, with the machine's openssl. */
export class Certificates {
  readonly #folder: string;
  readonly ca: Certificate;
  #count = 0;

  private constructor(folder: string) {
    this.#folder = folder;
    this.ca = {cert: join(folder, 'ca.crt'), key: join(folder, 'ca.key')};
  }

  static async open(folder: string): Promise<Certificates> {
    const certificates = new Certificates(folder);
    await newCertificate(certificates.ca, ['-subj', '/CN=test-ca']);
    return certificates;
  }

  /** @param names such as `DNS:cluster.test` or `IP:127.0.0.1` */
  async ofServer(...names: string[]): Promise<Certificate> {
    return this.#sign(['-subj', '/CN=server', '-addext', `subjectAltName=${names.join(',')}`]);
  }

  async ofClient(name: string): Promise<Certificate> {
    return this.#sign(['-subj', `/CN=${name}`]);
  }

  async #sign(args: readonly string[]): Promise<Certificate> {
    this.#count += 1;
    const path = join(this.#folder, `certificate-${this.#count}`);
    const made = {cert: `${path}.crt`, key: `${path}.key`};
    await newCertificate(made, ['-CA', this.ca.cert, '-CAkey', this.ca.key, ...args]);
    return made;
  }
}

async function newCertificate({cert, key}: Certificate, args: readonly string[]): Promise<void> {
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  await run('openssl', ['req', '-x509', ...curve, '-keyout', key, '-out', cert, ...args]);
}

/** As kubeconfigs have it in place of a path. */
export async function asData(path: string): Promise<string> {
  return (await readFile(path)).toString('base64');
}
