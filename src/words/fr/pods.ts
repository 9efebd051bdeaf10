import type {Words} from '../en/en.ts';
import {plural} from '../plural.ts';

const counted = plural('fr');

export const pods: Words['pods'] = {
  none: 'Aucun Pod.',
  more: ({count}) => `… et ${count} de plus`,
  gone: ({ago}) => `**disparu** ${ago}`,
  goneAfter: ({seconds}) => `disparu ${seconds} s`,
  ready: ({ready}) => `${ready} prêt`,
  restarts: ({count}) => `${count} ${counted(count, 'redémarrage', 'redémarrages')}`,
  loopSince: ({ago}) => `**boucle de plantages, début** ${ago}`,
  made: ({ago}) => `créé ${ago}`,

  theApp: 'L’application',
  wasDown: ({app, seconds}) => `${app} n’a eu aucun Pod prêt pendant ${seconds} s.`,
  isDown: ({app, at, ago}) => `${app} n’a aucun Pod prêt depuis ${at} (${ago}).`,
  isDownAgain: ({app, at, ago, seconds}) =>
    `${app} n’a aucun Pod prêt depuis ${at} (${ago}), ni pendant ${seconds} s avant cela.`,

  refused: ({maker, reason}) => `${maker} n’a pas le droit de créer ses Pods : ${reason}`,
  refusedOfMany: ({makers, reason}) => `${makers} ne peuvent pas créer leurs Pods : ${reason}`,
  refusedWays: {
    quota: 'Ton bac à sable n’a plus de place : réduis ou supprime quelque chose, et cela continue tout seul.',
    ownQuota:
      'Un de tes quotas est épuisé : change-le, supprime-le ou supprime ce qu’il compte, et cela continue tout seul.',
    amounts: 'Change les `resources` de ses conteneurs.',
    noAmounts: 'Écris des `resources` pour ses conteneurs.',
  },

  silent: {
    noHttp: ({ready, where}) => `${ready}, mais rien ne répond en HTTP ${where}`,
    noAnswer: ({ready, where, seconds}) => `${ready}, mais rien n’est venu en ${seconds} s ${where}`,
    besides: ({where, declared}) => `${where} ; ${declared}`,
    declare: ({ports}) => `les conteneurs déclarent ${ports}`,
    declareNone: 'les conteneurs ne déclarent aucun port',
    onlyJustNow: ({ready}) => `${ready}, mais depuis un instant seulement`,
    onPort: ({port, service}) => `sur le port ${port}, auquel le Service ${service} envoie`,
    onPortNamed: ({port, service}) => `sur le port nommé ${port}, auquel le Service ${service} envoie`,
    addressesReady: 'ses adresses sont prêtes',
    podReady: ({name}) => `le Pod ${name} est prêt`,
    podsReady: ({count}) => `${count} Pods sont prêts`,
    noSelector: ({service}) => `le Service ${service} ne cherche aucun Pod`,
    noPod: ({service, selector}) => `aucun Pod n’a les labels que cherche le Service ${service} (${selector})`,
    makerWithout: ({maker, service}) =>
      `${maker}, dont le Service ${service} cherche les Pods, n’en a aucun en ce moment`,
    noSuchPort: ({port, service}) => `aucun Pod prêt n’a de port nommé ${port}, auquel le Service ${service} envoie`,
    notReady: ({name, status}) => `son Pod ${name} n’est pas prêt (${status})`,
    restarted: ({name, status, count}) => `son Pod ${name} n’est pas prêt (${status}, redémarré ${count} fois)`,
    noneReady: ({count, statuses}) => `aucun de ses ${count} Pods n’est prêt (${statuses})`,
  },
  silentNext: {
    comparePorts: ({service}) =>
      `targetPort doit être le port sur lequel l’application écoute ; ce qu’un conteneur déclare n’est pas une promesse. Compare les ports : kubectl describe service ${service}`,
    writeTargetPort: ({service, port}) =>
      `Ce qu’un conteneur déclare n’est pas une promesse ; si l’application écoute bien sur ${port}, écris targetPort: ${port} dans le Service ${service}.`,
    seeWhereItListens: ({selector}) =>
      `Ce qu’un conteneur déclare n’est pas une promesse. Regarde sur quel port l’application écoute : kubectl logs -l ${selector}`,
    seeLogs: ({selector}) => `Regarde ce que fait l’application : kubectl logs -l ${selector}`,
    seeSelector: ({service}) => `Regarde son sélecteur : kubectl describe service ${service}`,
    seeLabels: 'Regarde les labels des tiens : kubectl get pods --show-labels',
    seeMaker: ({maker}) => `Regarde pourquoi : kubectl describe ${maker}`,
    seePods: 'Regarde ses Pods : kubectl get pods',
    again: 'Réessaie.',
  },
};
