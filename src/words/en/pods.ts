import {plural} from '../plural.ts';

const counted = plural('en');

export const pods = {
  none: 'No Pods.',
  more: ({count}: {count: number}): string => `… and ${count} more`,
  gone: ({ago}: {ago: string}): string => `**gone** ${ago}`,
  goneAfter: ({seconds}: {seconds: number}): string => `gone ${seconds} s`,
  ready: ({ready}: {ready: string}): string => `${ready} ready`,
  restarts: ({count}: {count: number}): string => `${count} ${counted(count, 'restart', 'restarts')}`,
  loopSince: ({ago}: {ago: string}): string => `**crash loop since** ${ago}`,
  made: ({ago}: {ago: string}): string => `made ${ago}`,

  theApp: 'The app',
  wasDown: ({app, seconds}: {app: string; seconds: number}): string => `${app} had no ready Pod for ${seconds} s.`,
  isDown: ({app, at, ago}: {app: string; at: string; ago: string}): string =>
    `${app} has no ready Pod since ${at} (${ago}).`,
  isDownAgain: ({app, at, ago, seconds}: {app: string; at: string; ago: string; seconds: number}): string =>
    `${app} has no ready Pod since ${at} (${ago}), and for ${seconds} s before that.`,

  refused: ({maker, reason}: {maker: string; reason: string}): string => `${maker} is not let make its Pods: ${reason}`,
  refusedOfMany: ({makers, reason}: {makers: string; reason: string}): string =>
    `${makers} are not let make their Pods: ${reason}`,
  refusedWays: {
    quota: 'Your sandbox has no more room: scale down or delete something, and it goes on by itself.',
    ownQuota:
      'A quota of yours is full: change it, or delete it or something that it counts, and it goes on by itself.',
    amounts: 'Change `resources` of its containers.',
    noAmounts: 'Write `resources` for its containers.',
  },

  /** Why an app gives no page, to go on after “The app does not answer: ”. */
  silent: {
    noHttp: ({ready, where}: {ready: string; where: string}): string => `${ready}, but nothing answers HTTP ${where}`,
    noAnswer: ({ready, where, seconds}: {ready: string; where: string; seconds: number}): string =>
      `${ready}, but nothing came within ${seconds} s ${where}`,
    besides: ({where, declared}: {where: string; declared: string}): string => `${where}; ${declared}`,
    declare: ({ports}: {ports: string}): string => `the containers declare ${ports}`,
    declareNone: 'the containers declare no port',
    onlyJustNow: ({ready}: {ready: string}): string => `${ready} only just now`,
    onPort: ({port, service}: {port: string; service: string}): string =>
      `on ${port}, to which the Service ${service} sends`,
    onPortNamed: ({port, service}: {port: string; service: string}): string =>
      `on the port named ${port}, to which the Service ${service} sends`,
    addressesReady: 'its addresses are ready',
    podReady: ({name}: {name: string}): string => `the Pod ${name} is ready`,
    podsReady: ({count}: {count: number}): string => `${count} Pods are ready`,
    noSelector: ({service}: {service: string}): string => `the Service ${service} looks for no Pods`,
    noPod: ({service, selector}: {service: string; selector: string}): string =>
      `no Pod has the labels that the Service ${service} looks for (${selector})`,
    makerWithout: ({maker, service}: {maker: string; service: string}): string =>
      `${maker}, whose Pods the Service ${service} looks for, has none now`,
    noSuchPort: ({port, service}: {port: string; service: string}): string =>
      `no Pod that is ready has a port named ${port}, to which the Service ${service} sends`,
    notReady: ({name, status}: {name: string; status: string}): string => `its Pod ${name} is not ready (${status})`,
    restarted: ({name, status, count}: {name: string; status: string; count: number}): string =>
      `its Pod ${name} is not ready (${status}, restarted ${counted(count, 'once', `${count} times`)})`,
    noneReady: ({count, statuses}: {count: number; statuses: string}): string =>
      `none of its ${count} Pods is ready (${statuses})`,
  },
  silentNext: {
    comparePorts: ({service}: {service: string}): string =>
      `targetPort has to be the port that the app listens on; what a container declares is no promise. Compare the ports: kubectl describe service ${service}`,
    writeTargetPort: ({service, port}: {service: string; port: string}): string =>
      `What a container declares is no promise; if the app does listen on ${port}, write targetPort: ${port} in the Service ${service}.`,
    seeWhereItListens: ({selector}: {selector: string}): string =>
      `What a container declares is no promise. See on which port the app listens: kubectl logs -l ${selector}`,
    seeLogs: ({selector}: {selector: string}): string => `See what it does: kubectl logs -l ${selector}`,
    seeSelector: ({service}: {service: string}): string => `See its selector: kubectl describe service ${service}`,
    seeLabels: 'See the labels of yours: kubectl get pods --show-labels',
    seeMaker: ({maker}: {maker: string}): string => `See why: kubectl describe ${maker}`,
    seePods: 'See its Pods: kubectl get pods',
    again: 'Try again.',
  },
};
