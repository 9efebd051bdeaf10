import type {Words} from '../en/en.ts';
import {plural} from '../plural.ts';

const counted = plural('de');

export const doctor: Words['doctor'] = {
  late: 'Der Cluster hat nicht rechtzeitig geantwortet.',
  notAsked: ({reason}) => `Der Cluster ließ sich nicht fragen: ${reason}`,
  noNode: 'Kein Node ist bereit und nimmt Pods.',

  apiServer: ({version}) => `Der API-Server ist ${version}.`,
  oldApiServer: ({version, oldest}) => `Der API-Server ist ${version}; der älteste, mit dem es geht, ist v${oldest}.`,
  updateCluster: 'Aktualisiere den Cluster.',
  runtime: ({version}) => `Node.js ist ${version}.`,
  oldRuntime: ({version, oldest}) => `Node.js ist ${version}; das älteste, mit dem es geht, ist v${oldest}.`,
  startNewer: 'Starte mit npm start, das bringt ein neueres mit.',

  processes: {
    passed: ({bots, workers, version}) =>
      `${bots} ${counted(bots, 'Bot', 'Bots')} und ${workers} Worker der Version ${version} haben alles, was sie brauchen.`,
    notReady: ({role, missing}) =>
      role === 'bot' ? `Dieser Bot ist nicht bereit: ${missing}` : `Ein Worker ist nicht bereit: ${missing}`,
    notReadyNext: 'Sieh sein /readyz?verbose an, und docs/monitoring.md.',
    noWorker: 'Kein Worker arbeitet: Befehle warten in der Schlange.',
    noWorkerNext: 'Starte einen: npm start worker',
    versions: ({versions}) => `Prozesse haben verschiedene Versionen: ${versions}.`,
    versionsNext: 'Bring alle auf dieselbe: docs/operators.md.',
  },

  ingressClass: {
    passed: 'Ingresses der Lernenden haben eine Klasse, der kein Controller folgt.',
    none: 'Es gibt keine IngressClass labrador, die Ingresses der Lernenden haben: Wer eine anlegt, könnte deren Hosts übernehmen.',
    install: ({how}) => `Installiere sie: ${how}`,
    foreign: ({controller}) =>
      `Die IngressClass labrador, die Ingresses der Lernenden haben, gehört dem Controller ${controller}: Er würde die Hosts übernehmen, die sie schreiben.`,
    removeIt: ({how}) => `Entferne sie (kubectl delete ingressclass labrador), dann: ${how}`,
  },

  storage: {
    passed: ({class: of}: {class: string}): string => `Claims bekommen ein Volume der StorageClass ${of}.`,
    none: 'Keine Standard-StorageClass macht hier Volumes, und die Pods dieses Labs verlangen welche: Sie kämen nicht.',
    noneNext:
      'Installiere einen Provisioner und mach seine StorageClass zum Standard (kubectl annotate storageclass NAME storageclass.kubernetes.io/is-default-class=true), oder öffne ein anderes Lab.',
  },

  saysNoImages: ({node}) => `${node} sagt nicht, welche Images er hat.`,
  lacksImages: ({node, images}) => `${node} hat ${images} nicht.`,
  namesNot: ({node, images, count}) => `${node} nennt ${images} nicht unter seinen ${count} größten Images.`,
  runThem:
    'Lass vor dem Kurs auf jedem Node einen Pod mit jedem davon laufen, damit niemand auf einen Download wartet.',
  haveImages: ({count, images}) => `Alle ${count} Nodes haben ${images}.`,

  alone: ({installation}) => `Dieser hier (${installation}) ist allein auf dem Cluster.`,
  notAlone: ({installation, others}) =>
    `Neben diesem hier (${installation}) gibt es noch ${others}: Sie teilen sich den Platz auf den Nodes und lassen die Sandboxes der anderen in Ruhe.`,

  agents: ({count}) => `Auf allen ${count} Nodes läuft ein Node-Agent.`,
  noAgentNeeded: 'Es braucht keinen: Dieses Lab hat keine Ordner auf Nodes.',
  noAgent: 'dort läuft kein Node-Agent',
  agentNotRunning: ({pod, reason}) => `der Pod ${pod} läuft nicht (${reason})`,
  justMade: 'gerade erst entstanden',
  seeNodes: 'Sieh nach, was die Nodes sagen: kubectl describe nodes',
  seeAgents: ({namespace, how}) => `Sieh nach, was ihn abhält (kubectl -n ${namespace} get pods,events), oder ${how}`,

  installRights: ({how}) => `Installiere die Rechte dieser Version: ${how}`,
  seeRoles: 'Sieh dir die Rollen selbst an: kubectl auth can-i --list --as=…',
  fewerRights: 'Nimm ein kubeconfig, das nicht mehr darf: npm run cluster:install -- --kubeconfig FILE',
  fewerRightsOfPod: 'Nimm dem ServiceAccount labrador, was ihm das Chart nicht gibt.',
  rights: 'Jede Identität darf, wofür sie da ist, und nicht mehr.',
  rightsNoSandbox:
    'Jede Identität darf, wofür sie da ist, und nicht mehr. Nach den Rechten in einer Sandbox wurde nicht gefragt: Es gibt keine.',

  mayNot: ({who, right}) => `Der Identität ${who} fehlt das Recht: ${right}.`,
  mayNeedlessly: ({who, right}) => `Die Identität ${who} hat ein Recht, das hier nichts braucht: ${right}.`,
  rightsUnknown: ({who, reason}) => `Welche Rechte die Identität ${who} hat, ließ sich nicht fragen: ${reason}`,
  ownUser: 'des Bots',
  aLearner: 'einer Sandbox',
  right: {
    all: 'alles im ganzen Cluster',
    everywhere: ({right}) => `${right} im ganzen Cluster`,
    inNamespace: ({right, namespace}) => `${right} in ${namespace}`,
  },

  room: {
    fit: ({fitting, learners}) => `${fitting} Sandboxes passen; ${learners} werden erwartet.`,
    each: ({pods, nodes}) =>
      `Jede hat ${pods} ${counted(pods, 'Pod', 'Pods')} auf jedem von ${nodes} ${counted(nodes, 'Node', 'Nodes')}.`,
    notReady: ({node}) => `${node}: keine, er ist nicht bereit.`,
    takesNone: ({node}) => `${node}: keine, er nimmt keine Pods (gesperrt oder mit Taint).`,
    holds: ({node, learners, pods}) =>
      `${node}: ${learners} ${counted(learners, 'Sandbox', 'Sandboxes')}, er nimmt ${pods} ${counted(pods, 'Pod', 'Pods')}.`,
    holdsBeside: ({node, learners, pods, others}) =>
      `${node}: ${learners} ${counted(learners, 'Sandbox', 'Sandboxes')}, er nimmt ${pods} ${counted(pods, 'Pod', 'Pods')}, ${others} davon sind anderswie belegt.`,
    needs: ({nodes, usable}) =>
      `Eine Sandbox braucht ${nodes} ${counted(nodes, 'Node, der Pods nimmt', 'Nodes, die Pods nehmen')}; es gibt ${usable}. Füge Nodes hinzu.`,
    add: 'Füge Nodes hinzu, oder lass jeden mehr Pods nehmen (maxPods des Kubelets).',
    bringBack:
      'Hol die Nodes zurück, die weg sind, füge Nodes hinzu, oder lass jeden mehr Pods nehmen (maxPods des Kubelets).',
  },

  network: {
    making: 'zwei Sandboxes mit je einem Server und einem Client entstehen gerade',
    asking: 'die eine Sandbox fragt nach der Seite der anderen',
    enforced: 'Sie werden durchgesetzt: Der Pod einer Sandbox erreicht den einer anderen nicht.',
    unreached: ({reason}) => `Selbst in der eigenen Sandbox erreicht ein Pod den anderen nicht: ${reason}`,
    atTimes: 'Der Pod einer Sandbox erreichte den einer anderen manchmal, und manchmal nicht.',
    notEnforced:
      'Sie werden nicht durchgesetzt: Der Pod einer Sandbox erreicht den einer anderen. Also erreichen die Pods aller einander, und alles, was die Nodes erreichen.',
    usePlugin:
      'Nimm ein Netzwerk-Plugin, das NetworkPolicies durchsetzt, etwa Calico oder Cilium. Ohne eines unterrichte nur Leute, denen du in diesem Netz vertraust.',
    notEnforcedForLab:
      'Sie werden nicht durchgesetzt: Der Pod einer Sandbox erreicht den einer anderen. Dieses Lab handelt davon, also lassen sich Schritte hier nicht bestehen.',
    usePluginForLab:
      'Nimm ein Netzwerk-Plugin, das NetworkPolicies durchsetzt, etwa Calico oder Cilium, oder öffne ein anderes Lab.',
    findOutForLab:
      'Finde in seiner Dokumentation heraus, ob das Netzwerk-Plugin NetworkPolicies durchsetzt. Wenn nicht, öffne ein anderes Lab: Schritte von diesem lassen sich dann nicht bestehen.',
    findOut: 'Finde in seiner Dokumentation heraus, ob das Netzwerk-Plugin NetworkPolicies durchsetzt.',
    noSandbox: ({reason}) => `Eine Sandbox ließ sich nicht anlegen: ${reason}.`,
    noPods: ({reason}) => `Die Pods ließen sich nicht anlegen: ${reason}.`,
    notRemoved: ({namespace, reason}) => `namespace/${namespace} ließ sich nicht entfernen: ${reason}.`,
    notInTime: 'es war nicht rechtzeitig fertig',
    notReady: ({pod, reason}) => `Der Pod ${pod} der Probe wurde nicht bereit: ${reason}`,
    justMade: 'er ist gerade erst entstanden',
    noAnswer: ({seconds}) => `keine Antwort innerhalb von ${seconds} s`,
    wgetEnded: ({code}) => `wget endete mit dem Exit-Code ${code}`,
  },
};
