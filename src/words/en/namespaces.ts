import type {Said} from '../said.ts';

/** What is said of the namespaces that a learner has. */
export const namespaces = {
  noName: ({name}: {name: string}): Said => ({
    message: `${name} cannot be the name of a namespace.`,
    next: 'Names have lower-case letters, digits and hyphens, up to 63 of them.',
  }),
  ofCluster: ({flag}: {flag: string}): string =>
    `The cluster's own namespaces are not yours to see, so ${flag} is not taken with them.`,
  notYours: ({name}: {name: string}): Said => ({
    message: `The namespace ${name} is not one of yours.`,
    next: 'Type: kubectl get namespaces',
  }),
  onlyOne: {
    message: 'In this lab your sandbox is the one namespace that you have.',
    next: 'Leave the namespace out: all that you do is done in it.',
  },
  most: ({most}: {most: number}): Said => ({
    message: `A sandbox has room for ${most} namespaces of your own, and you have made as many.`,
    next: 'Write delete namespace NAME to make room.',
  }),
  noRoom: ({uses}: {uses: string}): Said => ({
    message: `Your namespaces share your sandbox's room, and your first one uses more than it would keep: ${uses}.`,
    next: 'Delete something there first; type: kubectl get all -n default',
  }),
  staysThere: 'Use /lab reset to empty your sandbox, or /lab leave to be rid of it.',
  nameInDns: ({host, write}: {host: string; write: string}): string =>
    `${host} leads nowhere: in the cluster that namespace is called otherwise. Write ${write}.`,
  nameAndAll: {
    message: 'A name is of one namespace, so -A cannot go with it.',
    next: 'Write -n NAMESPACE in place of -A.',
  },
  onlyListed: {
    message: 'All namespaces are listed as they are now: -A does not go with --watch here.',
    next: 'Write -n NAMESPACE in place of -A.',
  },
};
