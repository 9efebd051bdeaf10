import {ZodError} from 'zod';
import {ApiError, ClusterUnavailableError} from '#src/cluster/api/api-error.ts';
import {CredentialsError} from '#src/cluster/api/credentials/credentials-error.ts';
import type {ServerVersion} from '#src/cluster/api/server-version.ts';
import {describeConnection, failedConnection, type FarEndWords} from '#src/lifecycle/connection-trouble.ts';
import type {Trouble} from '#src/lifecycle/trouble.ts';

/** The oldest that works. @see docs/tried-versions.md */
const oldest = {major: 1, minor: 20};
/** What is said of it is cut to so many characters. */
const saidLimit = 160;
const newKubeconfig = 'Make a new kubeconfig: npm run cluster:install -- --kubeconfig FILE';

/**
 * What is wrong with the cluster, of an error of asking for its version. What an operator may mend in the cluster, on the way to
 * it or in a file that is read again is waited for; in doubt it is.
 * @param url of the API server
 */
export function clusterTrouble(error: unknown, url: string): Trouble {
  const who = `The cluster at ${url}`;
  const waits = (said: string): Trouble => ({said: `${who} ${said}`, isForGood: false});
  const ofCredentials = unreadableCredentials(error);
  if (ofCredentials !== undefined) return ofCredentials;
  if (error instanceof ZodError) {
    return waits(
      "answers, but not as an API server does. Correct the kubeconfig's address, or look at what is in between.",
    );
  }
  const failed = failedConnection(error);
  if (failed !== undefined) return {said: describeConnection(failed, clusterWords(who)), isForGood: false};
  const refused = error instanceof ClusterUnavailableError ? error.cause : error;
  if (refused instanceof ApiError) {
    const {status, body, message} = refused;
    if (body === undefined) {
      if (status === 400 && url.startsWith('http:')) {
        return {said: describeConnection({failure: 'wantsTls', code: 'HTTP 400'}, clusterWords(who)), isForGood: false};
      }
      return waits(`is not what answers: HTTP ${status}, as a proxy has it. Look at what is in between.`);
    }
    const says = `HTTP ${status}, ${cut(message)}`;
    if (status === 401) return waits(`refuses the kubeconfig's credentials (${says}). ${newKubeconfig}`);
    if (status === 403) return waits(`takes the kubeconfig's user for nobody (${says}). ${newKubeconfig}`);
    if (status === 429) return waits(`has too much to do (${says}). Look at its load.`);
    return waits(`can't answer just now (${says}). Look at its log.`);
  }
  return waits(`can't be asked, as there are no credentials (${cut(reasonOf(error))}). Look at the kubeconfig.`);
}

/** What is wrong with credentials. No waiting brings a program that is not there, or a file. */
function unreadableCredentials(error: unknown): Trouble | undefined {
  const found = causesOf(error).find((cause) => cause instanceof CredentialsError);
  if (found === undefined) return undefined;
  if (!found.isMissing) return {said: found.message, isForGood: false};
  return {said: `${found.message} Put it there, or use another kubeconfig.`, isForGood: true};
}

function causesOf(error: unknown): Error[] {
  return error instanceof Error ? [error, ...causesOf(error.cause)] : [];
}

/** What is wrong with the cluster by its version. */
export function versionTrouble({major, minor, gitVersion}: ServerVersion, url: string): Trouble | undefined {
  if (major > oldest.major || (major === oldest.major && minor >= oldest.minor)) return undefined;
  const said = `The cluster at ${url} is Kubernetes ${gitVersion}; the oldest that works is v${oldest.major}.${oldest.minor}. Use a newer one.`;
  return {said, isForGood: true};
}

export const clusterWords = (who: string): FarEndWords => ({
  who,
  setting: "the kubeconfig's address",
  notTls: "Write http:// in the kubeconfig's address, or correct its port.",
  wantsTls: "Write https:// in the kubeconfig's address.",
  untrusted: 'Put its CA into the kubeconfig: certificate-authority-data.',
  otherName: 'Write a name that it is for in the kubeconfig, or set tls-server-name there.',
  wantsCertificate: 'Put one into the kubeconfig: client-certificate-data and client-key-data.',
});

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The first line, without what a token may stand in. */
function cut(text: string): string {
  const line = text.split('\n').find((one) => one.trim() !== '') ?? 'no reason given';
  const plain = line
    .trim()
    .replace(/\.$/, '')
    .replace(/[\w-]{12,}\.[\w.-]{12,}/g, '[secret]');
  return plain.length > saidLimit ? `${plain.slice(0, saidLimit - 1)}…` : plain;
}
