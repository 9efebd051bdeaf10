import type {Words} from '../en/en.ts';
import {plural} from '../plural.ts';

const counted = plural('de');

export const pods: Words['pods'] = {
  none: 'Keine Pods.',
  more: ({count}) => `… und ${count} weitere`,
  gone: ({ago}) => `**weg** ${ago}`,
  goneAfter: ({seconds}) => `weg ${seconds} s`,
  ready: ({ready}) => `${ready} bereit`,
  restarts: ({count}) => `${count} ${counted(count, 'Neustart', 'Neustarts')}`,
  loopSince: ({ago}) => `**Absturzschleife, Beginn** ${ago}`,
  made: ({ago}) => `angelegt ${ago}`,

  theApp: 'Die App',
  wasDown: ({app, seconds}) => `${app} hatte ${seconds} s lang keinen bereiten Pod.`,
  isDown: ({app, at, ago}) => `${app} hat seit ${at} keinen bereiten Pod (${ago}).`,
  isDownAgain: ({app, at, ago, seconds}) =>
    `${app} hat seit ${at} keinen bereiten Pod (${ago}), und davor ${seconds} s lang auch nicht.`,

  refused: ({maker, reason}) => `${maker} darf seine Pods nicht anlegen: ${reason}`,
  refusedOfMany: ({makers, reason}) => `${makers} dürfen ihre Pods nicht anlegen: ${reason}`,
  refusedWays: {
    quota: 'In deiner Sandbox ist kein Platz mehr: Verkleinere oder lösche etwas, dann geht es von selbst weiter.',
    ownQuota:
      'Eine deiner Quotas ist ausgeschöpft: Ändere oder lösche sie, oder lösche etwas, das sie zählt; dann geht es von selbst weiter.',
    amounts: 'Ändere `resources` der Container.',
    noAmounts: 'Schreib `resources` für die Container.',
  },

  silent: {
    noHttp: ({ready, where}) => `${ready}, aber nichts antwortet über HTTP ${where}`,
    noAnswer: ({ready, where, seconds}) => `${ready}, aber in ${seconds} s kam nichts ${where}`,
    besides: ({where, declared}) => `${where}; ${declared}`,
    declare: ({ports}) => `die Container geben ${ports} an`,
    declareNone: 'die Container geben keinen Port an',
    onlyJustNow: ({ready}) => `${ready}, aber erst seit eben`,
    onPort: ({port, service}) => `auf Port ${port}, an den der Service ${service} sendet`,
    onPortNamed: ({port, service}) => `auf dem Port namens ${port}, an den der Service ${service} sendet`,
    addressesReady: 'die Adressen sind bereit',
    podReady: ({name}) => `der Pod ${name} ist bereit`,
    podsReady: ({count}) => `${count} Pods sind bereit`,
    noSelector: ({service}) => `der Service ${service} sucht nach keinen Pods`,
    noPod: ({service, selector}) => `kein Pod hat die Labels, nach denen der Service ${service} sucht (${selector})`,
    makerWithout: ({maker, service}) => `${maker}, nach dessen Pods der Service ${service} sucht, hat gerade keine`,
    noSuchPort: ({port, service}) =>
      `kein bereiter Pod hat einen Port namens ${port}, an den der Service ${service} sendet`,
    notReady: ({name, status}) => `der Pod ${name} ist nicht bereit (${status})`,
    restarted: ({name, status, count}) =>
      `der Pod ${name} ist nicht bereit (${status}, ${counted(count, 'einmal', `${count}-mal`)} neu gestartet)`,
    noneReady: ({count, statuses}) => `keiner der ${count} Pods ist bereit (${statuses})`,
  },
  silentNext: {
    comparePorts: ({service}) =>
      `targetPort muss der Port sein, auf dem die App lauscht; was ein Container angibt, ist kein Versprechen. Vergleiche die Ports: kubectl describe service ${service}`,
    writeTargetPort: ({service, port}) =>
      `Was ein Container angibt, ist kein Versprechen; wenn die App wirklich auf ${port} lauscht, schreib targetPort: ${port} in den Service ${service}.`,
    seeWhereItListens: ({selector}) =>
      `Was ein Container angibt, ist kein Versprechen. Sieh nach, auf welchem Port die App lauscht: kubectl logs -l ${selector}`,
    seeLogs: ({selector}) => `Sieh nach, was die App tut: kubectl logs -l ${selector}`,
    seeSelector: ({service}) => `Sieh dir den Selektor an: kubectl describe service ${service}`,
    seeLabels: 'Sieh dir die Labels deiner Pods an: kubectl get pods --show-labels',
    seeMaker: ({maker}) => `Sieh nach, warum: kubectl describe ${maker}`,
    seePods: 'Sieh dir die Pods an: kubectl get pods',
    again: 'Versuch es noch einmal.',
  },
};
