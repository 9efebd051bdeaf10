import {execFile} from 'node:child_process';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';

const run = promisify(execFile);

/** Paths of a key and of the certificate that goes with it, and what they hold. */
export interface MistakenCertificate {
  readonly keyFile: string;
  readonly certFile: string;
  readonly key: string;
  readonly cert: string;
}

export interface MistakenCertificates {
  /** For 127.0.0.1, by nobody but itself. */
  readonly good: MistakenCertificate;
  /** For another name. */
  readonly otherName: MistakenCertificate;
  /** For 127.0.0.1, and for a day of the year 2020. */
  readonly expired: MistakenCertificate;
  /** For 127.0.0.1, and for a day of the year 2049. */
  readonly notYetValid: MistakenCertificate;
  readonly close: () => Promise<void>;
}

/** MistakenCertificates as operators get them wrong, made by `openssl`; each is its own CA. */
export async function makeMistakenCertificates(): Promise<MistakenCertificates> {
  const folder = await mkdtemp(join(tmpdir(), 'labrador-certificates-'));
  const make = async (name: string, subjectAltName: string, days: readonly string[]): Promise<MistakenCertificate> => {
    const [keyFile, certFile, requestFile, configFile] = ['key', 'crt', 'csr', 'cnf'].map((extension) =>
      join(folder, `${name}.${extension}`),
    ) as [string, string, string, string];
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', keyFile];
    await run('openssl', ['req', ...key, '-subj', `/CN=${name}`, '-out', requestFile]);
    await writeFile(join(folder, `${name}.txt`), '');
    await writeFile(
      configFile,
      `[ca]\ndefault_ca=own\n[own]\ndatabase=${join(folder, `${name}.txt`)}\nnew_certs_dir=${folder}\nrand_serial=yes\ndefault_md=sha256\npolicy=any\nx509_extensions=names\n[any]\ncommonName=supplied\n[names]\nsubjectAltName=${subjectAltName}\n`,
    );
    const signed = ['-selfsign', '-keyfile', keyFile, '-in', requestFile, '-out', certFile];
    await run('openssl', ['ca', '-batch', '-notext', '-config', configFile, ...signed, ...days]);
    return {keyFile, certFile, key: await readFile(keyFile, 'utf8'), cert: await readFile(certFile, 'utf8')};
  };
  const today = ['-days', '1'];
  return {
    good: await make('good', 'IP:127.0.0.1', today),
    otherName: await make('other', 'DNS:other.example', today),
    expired: await make('expired', 'IP:127.0.0.1', ['-startdate', '200101000000Z', '-enddate', '200102000000Z']),
    notYetValid: await make('early', 'IP:127.0.0.1', ['-startdate', '490101000000Z', '-enddate', '490102000000Z']),
    close: async () => rm(folder, {recursive: true, force: true}),
  };
}
