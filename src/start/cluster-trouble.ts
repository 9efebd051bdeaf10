import {ZodError} from 'zod';
import {ApiError, ClusterUnavailableError} from '#src/cluster/api/api-error.ts';
import {installCommand, type ClusterAccess} from '#src/cluster/api/cluster-access.ts';
import {CredentialsError} from '#src/cluster/api/credentials/credentials-error.ts';
import type {ServerVersion} from '#src/cluster/api/server-version.ts';
import {describeConnection, failedConnection, type FarEndWords} from '#src/lifecycle/connection-trouble.ts';
import type {Trouble} from '#src/lifecycle/trouble.ts';

/** The oldest that works. @see docs/tried-versions.md */
const oldest = {major: 1, minor: 20};
/** What is said of it is cut to so many characters. */
const saidLimit = 160;

/** The API server that is asked, and how who asks is let in. */
export interface AskedCluster {
  readonly url: string;
  readonly letInBy: ClusterAccess;
}

/** What whoever runs the process is told to do where that differs by how it is let in. */
interface AccessWords extends Omit<FarEndWords, 'who'> {
  /** What follows `refuses`, of credentials. */
  readonly credentials: string;
  /** What follows `takes`, of who asks. */
  readonly who: string;
  readonly renew: string;
  readonly replace: string;
  readonly look: string;
  readonly address: string;
  readonly rights: string;
}

const accessWords: Readonly<Record<ClusterAccess, AccessWords>> = {
  kubeconfig: {
    setting: "the kubeconfig's address",
    notTls: "Write http:// in the kubeconfig's address, or correct its port.",
    wantsTls: "Write https:// in the kubeconfig's address.",
    untrusted: 'Put its CA into the kubeconfig: certificate-authority-data.',
    otherName: 'Write a name that it is for in the kubeconfig, or set tls-server-name there.',
    wantsCertificate: 'Put one into the kubeconfig: client-certificate-data and client-key-data.',
    credentials: "the kubeconfig's credentials",
    who: "the kubeconfig's user",
    renew: 'Make a new kubeconfig: npm run cluster:install -- --kubeconfig FILE',
    replace: 'Put it there, or use another kubeconfig.',
    look: 'Look at the kubeconfig.',
    address: "Correct the kubeconfig's address, or look at what is in between.",
    rights: `Install the rights of this version, as an administrator: ${installCommand.kubeconfig}`,
  },
  pod: {
    setting: 'what KUBERNETES_SERVICE_HOST is set to in the Pod',
    notTls: 'Look at what KUBERNETES_SERVICE_HOST and _PORT lead to: the cluster sets them in the Pod.',
    wantsTls: 'Set KUBERNETES_SERVICE_PORT to its port for TLS: the cluster sets it in the Pod.',
    untrusted: "Look at the ConfigMap kube-root-ca.crt of the Pod's namespace: the cluster puts its CA there.",
    otherName: 'Give it one for the Service kubernetes in the namespace default, which Pods call it by.',
    wantsCertificate: 'Let it take clients without one: a Pod has a token.',
    credentials: "the token of the Pod's ServiceAccount",
    who: 'the Pod',
    renew: 'Look whether the ServiceAccount labrador is there, make it anew with helm upgrade, and delete the Pod.',
    replace: 'Let the token of the ServiceAccount labrador be mounted into the Pod, as the chart does: helm upgrade.',
    look: 'Look at the ServiceAccount labrador, and what of it is mounted into the Pod.',
    address: 'Look at what KUBERNETES_SERVICE_HOST leads to in the Pod, and at what is in between.',
    rights:
      "Install the rights of this version, as an administrator: helm upgrade, with the chart's cluster.identities",
  },
};

/** The same with the address, as a sentence about its connection begins. */
export const clusterWords = ({url, letInBy}: AskedCluster): FarEndWords => ({
  ...accessWords[letInBy],
  who: `The cluster at ${url}`,
});

/** What to do where the identities may too little. */
export const installRights = (letInBy: ClusterAccess): string => accessWords[letInBy].rights;

/**
 * What is wrong with the cluster, of an error of asking for its version. What an operator may mend in the cluster, on the way to
 * it or in a file that is read again is waited for; in doubt it is.
 */
export function clusterTrouble(error: unknown, asked: AskedCluster): Trouble {
  const {url, letInBy} = asked;
  const words = accessWords[letInBy];
  const waits = (said: string): Trouble => ({said: `The cluster at ${url} ${said}`, isForGood: false});
  const ofCredentials = unreadableCredentials(error, words);
  if (ofCredentials !== undefined) return ofCredentials;
  if (error instanceof ZodError) {
    return waits(`answers, but not as an API server does. ${words.address}`);
  }
  const failed = failedConnection(error);
  if (failed !== undefined) return {said: describeConnection(failed, clusterWords(asked)), isForGood: false};
  const refused = error instanceof ClusterUnavailableError ? error.cause : error;
  if (refused instanceof ApiError) {
    const {status, body, message} = refused;
    if (body === undefined) {
      if (status === 400 && url.startsWith('http:')) {
        return {
          said: describeConnection({failure: 'wantsTls', code: 'HTTP 400'}, clusterWords(asked)),
          isForGood: false,
        };
      }
      return waits(`is not what answers: HTTP ${status}, as a proxy has it. Look at what is in between.`);
    }
    const says = `HTTP ${status}, ${cut(message)}`;
    if (status === 401) return waits(`refuses ${words.credentials} (${says}). ${words.renew}`);
    if (status === 403) return waits(`takes ${words.who} for nobody (${says}). ${words.renew}`);
    if (status === 429) return waits(`has too much to do (${says}). Look at its load.`);
    return waits(`can't answer just now (${says}). Look at its log.`);
  }
  return waits(`can't be asked, as there are no credentials (${cut(reasonOf(error))}). ${words.look}`);
}

/** What keeps a type from being watched, of an error of its watch. Which one it is others say: a line is for all of them. */
export function watchTrouble(error: unknown, asked: AskedCluster): Trouble {
  const waits = (said: string): Trouble => ({said: `The cluster at ${asked.url} ${said}`, isForGood: false});
  if (error instanceof ApiError && error.status === 403) {
    return waits('does not let all of it be watched (HTTP 403). Look at the rights: /workshop doctor.');
  }
  if (error instanceof ApiError || error instanceof ClusterUnavailableError) return clusterTrouble(error, asked);
  return waits(`breaks its watches off (${cut(reasonOf(error))}). Look at its log, and at what is in between.`);
}

/** What is wrong with credentials. No waiting brings a program that is not there, or a file. */
function unreadableCredentials(error: unknown, {replace}: AccessWords): Trouble | undefined {
  const found = causesOf(error).find((cause) => cause instanceof CredentialsError);
  if (found === undefined) return undefined;
  if (!found.isMissing) return {said: found.message, isForGood: false};
  return {said: `${found.message} ${replace}`, isForGood: true};
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
