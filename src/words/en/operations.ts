import type {Said} from '../said.ts';

/** What is said of operations that are no line of kubectl, and of what all of them print. */
export const operations = {
  /** A list in a sentence: `most` are all but the last, with commas. */
  and: ({most, last}: {most: string; last: string}): string => `${most} and ${last}`,
  or: ({most, last}: {most: string; last: string}): string => `${most} or ${last}`,

  serviceName: ({name}: {name: string}): Said => ({
    message: `${name} can't be a Service's name.`,
    next: 'See their names: kubectl get services',
  }),
  serviceOrHost: {
    message: 'A page is asked for by a Service or by a host, not by both.',
    next: 'Type: /browse host:HOST',
  },
  hostName: ({given}: {given: string}): Said => ({
    message: `${given} can't be a host.`,
    next: 'Type one of your Ingress, such as: /browse host:web.example.com path:/',
  }),
  pagePath: ({most}: {most: number}): Said => ({
    message: `A path is one line of at most ${most} characters.`,
    next: 'Type: /browse path:/index.html',
  }),

  notEdited: ({kind}: {kind: string}): string => `A ${kind} cannot be edited here.`,
  oneToEdit: {
    message: 'Name one object to edit, by its type and name.',
    next: 'Type: /edit resource:daemonset/NAME',
  },

  outputIsLonger: 'The output is longer; this is its beginning.',
  outputIsCut: ({kib}: {kib: number}): string =>
    `Cut to ${kib} KiB: the workshop’s memory is nearly full. Ask a facilitator, or type it again later.`,

  lookAtPods: 'Look at the Pods: kubectl get pods',
  longestWait: ({seconds}: {seconds: number}): string =>
    `It was waited for ${seconds} s, the longest that is possible here. Look at the Pods: kubectl get pods`,
  madeWay: 'I stopped waiting, as your next command was in line. Type it again to go on.',
};
