import type {Words} from '../en/en.ts';
import {plural} from '../plural.ts';

const counted = plural('fr');

export const doctor: Words['doctor'] = {
  late: 'Le cluster n’a pas répondu à temps.',
  notAsked: ({reason}) => `Le cluster n’a pas pu être interrogé : ${reason}`,
  noNode: 'Aucun nœud n’est prêt à prendre des Pods.',

  apiServer: ({version}) => `Le serveur d’API est ${version}.`,
  oldApiServer: ({version, oldest}) => `Le serveur d’API est ${version} ; le plus ancien qui marche est v${oldest}.`,
  updateCluster: 'Mets le cluster à jour.',
  runtime: ({version}) => `Node.js est ${version}.`,
  oldRuntime: ({version, oldest}) => `Node.js est ${version} ; le plus ancien qui marche est v${oldest}.`,
  startNewer: 'Démarre avec npm start, qui en apporte un plus récent.',

  processes: {
    passed: ({bots, workers, version}) =>
      `${bots} ${counted(bots, 'bot', 'bots')} et ${workers} ${counted(workers, 'worker', 'workers')} de version ${version} ont tout ce qu’il leur faut.`,
    notReady: ({role, missing}) =>
      role === 'bot' ? `Ce bot n’est pas prêt : ${missing}` : `Un worker n’est pas prêt : ${missing}`,
    notReadyNext: 'Regarde son /readyz?verbose, et docs/monitoring.md.',
    noWorker: 'Aucun worker n’est au travail : les commandes attendent dans la file.',
    noWorkerNext: 'Démarre-en un : npm start worker',
    versions: ({versions}) => `Des processus sont de versions différentes : ${versions}.`,
    versionsNext: 'Amène-les tous à la même : docs/operators.md.',
  },

  ingressClass: {
    passed: 'Les Ingress des personnes participantes ont une classe qu’aucun contrôleur ne suit.',
    none: 'Il n’y a pas d’IngressClass labrador, celle des Ingress des personnes participantes : qui en crée une pourrait prendre leurs hôtes.',
    install: ({how}) => `Installe-la : ${how}`,
    foreign: ({controller}) =>
      `L’IngressClass labrador, celle des Ingress des personnes participantes, est celle du contrôleur ${controller} : il prendrait les hôtes qu’elles écrivent.`,
    removeIt: ({how}) => `Enlève-la (kubectl delete ingressclass labrador), puis : ${how}`,
  },

  storage: {
    passed: ({class: of}: {class: string}): string => `Les claims reçoivent un volume de la StorageClass ${of}.`,
    none: 'Aucune StorageClass par défaut ne crée de volumes ici, et les Pods de ce lab en demandent : ils ne viendraient pas.',
    noneNext:
      'Installe un provisioner et fais de sa StorageClass celle par défaut (kubectl annotate storageclass NAME storageclass.kubernetes.io/is-default-class=true), ou ouvre un autre lab.',
  },

  saysNoImages: ({node}) => `${node} ne dit pas quelles images il a.`,
  lacksImages: ({node, images}) => `${node} n’a pas ${images}.`,
  namesNot: ({node, images, count}) => `${node} ne nomme pas ${images} parmi ses ${count} plus grandes images.`,
  runThem:
    'Avant le cours, fais tourner sur chaque nœud un Pod avec chacune, pour que personne n’attende un téléchargement.',
  haveImages: ({count, images}) => `Les ${count} nœuds ont tous ${images}.`,

  alone: ({installation}) => `Celui-ci (${installation}) est seul sur le cluster.`,
  notAlone: ({installation, others, count}) =>
    `À côté de celui-ci (${installation}) il y a ${counted(count, 'un autre,', 'd’autres,')} ${others} : ils partagent la place sur les nœuds et ne touchent pas aux bacs à sable des autres.`,

  agents: ({count}) => `Un agent tourne sur les ${count} nœuds.`,
  noAgentNeeded: 'Aucun n’est nécessaire : ce lab n’a pas de dossier sur les nœuds.',
  noAgent: 'aucun agent n’y tourne',
  agentNotRunning: ({pod, reason}) => `le Pod ${pod} ne tourne pas (${reason})`,
  justMade: 'vient d’être créé',
  seeNodes: 'Regarde ce que disent les nœuds : kubectl describe nodes',
  seeAgents: ({namespace, how}) => `Regarde ce qui l’empêche (kubectl -n ${namespace} get pods,events), ou ${how}`,

  installRights: ({how}) => `Installe les droits de cette version : ${how}`,
  seeRoles: 'Regarde les rôles toi-même : kubectl auth can-i --list --as=…',
  fewerRights: 'Prends un kubeconfig qui n’a pas plus de droits : npm run cluster:install -- --kubeconfig FILE',
  fewerRightsOfPod: 'Retire au ServiceAccount labrador ce que le chart ne lui donne pas.',
  rights: 'Chaque identité a les droits qu’il lui faut et pas plus.',
  rightsNoSandbox:
    'Chaque identité a les droits qu’il lui faut et pas plus. Ceux d’un bac à sable n’ont pas été vérifiés : il n’y en a aucun.',

  mayNot: ({who, right}) => `L’identité ${who} n’a pas le droit suivant : ${right}.`,
  mayNeedlessly: ({who, right}) => `L’identité ${who} a un droit dont rien n’a besoin ici : ${right}.`,
  rightsUnknown: ({who, reason}) => `Les droits de l’identité ${who} n’ont pas pu être demandés : ${reason}`,
  ownUser: 'du bot',
  aLearner: 'd’un bac à sable',
  right: {
    all: 'tout dans tout le cluster',
    everywhere: ({right}) => `${right} dans tout le cluster`,
    inNamespace: ({right, namespace}) => `${right} dans ${namespace}`,
  },

  room: {
    fit: ({fitting, learners}) => `Il y a de la place pour ${fitting} personnes ; ${learners} sont attendues.`,
    each: ({pods, nodes}) =>
      `Chacune a ${pods} ${counted(pods, 'Pod', 'Pods')} sur chacun de ses ${nodes} ${counted(nodes, 'nœud', 'nœuds')}.`,
    notReady: ({node}) => `${node} : personne, il n’est pas prêt.`,
    takesNone: ({node}) => `${node} : personne, il ne prend pas de Pods (isolé ou marqué d’un taint).`,
    holds: ({node, learners, pods}) =>
      `${node} : ${learners} ${counted(learners, 'personne', 'personnes')}, il prend ${pods} ${counted(pods, 'Pod', 'Pods')}.`,
    holdsBeside: ({node, learners, pods, others}) =>
      `${node} : ${learners} ${counted(learners, 'personne', 'personnes')}, il prend ${pods} ${counted(pods, 'Pod', 'Pods')}, dont ${others} à d’autres.`,
    needs: ({nodes, usable}) =>
      `Un bac à sable a besoin de ${nodes} ${counted(nodes, 'nœud qui prend', 'nœuds qui prennent')} des Pods ; il y en a ${usable}. Ajoute des nœuds.`,
    add: 'Ajoute des nœuds, ou laisse chacun prendre plus de Pods (maxPods du kubelet).',
    bringBack:
      'Ramène les nœuds absents, ajoute des nœuds, ou laisse chacun prendre plus de Pods (maxPods du kubelet).',
  },

  network: {
    making: 'deux bacs à sable avec chacun un serveur et un client sont en cours de création',
    asking: 'un bac à sable demande la page de l’autre',
    enforced: 'Elles sont appliquées : le Pod d’un bac à sable n’atteint pas celui d’un autre.',
    unreached: ({reason}) => `Même dans son propre bac à sable, un Pod n’atteint pas l’autre : ${reason}`,
    atTimes: 'Le Pod d’un bac à sable a parfois atteint celui d’un autre, et parfois non.',
    notEnforced:
      'Elles ne sont pas appliquées : le Pod d’un bac à sable atteint celui d’un autre. Les Pods de la classe s’atteignent donc entre eux, ainsi que tout ce que les nœuds atteignent.',
    usePlugin:
      'Prends un plugin réseau qui applique les NetworkPolicies, comme Calico ou Cilium. Sans lui, n’enseigne qu’à des personnes de confiance sur ce réseau.',
    notEnforcedForLab:
      'Elles ne sont pas appliquées : le Pod d’un bac à sable atteint celui d’un autre. Ce TP en traite, des étapes ne peuvent donc pas être réussies ici.',
    usePluginForLab:
      'Prends un plugin réseau qui applique les NetworkPolicies, comme Calico ou Cilium, ou ouvre un autre TP.',
    findOutForLab:
      'Cherche dans sa documentation si le plugin réseau applique les NetworkPolicies. Sinon, ouvre un autre TP : des étapes de celui-ci ne peuvent alors pas être réussies.',
    findOut: 'Cherche dans sa documentation si le plugin réseau applique les NetworkPolicies.',
    noSandbox: ({reason}) => `Un bac à sable n’a pas pu être créé : ${reason}.`,
    noPods: ({reason}) => `Ses Pods n’ont pas pu être créés : ${reason}.`,
    notRemoved: ({namespace, reason}) => `namespace/${namespace} n’a pas pu être supprimé : ${reason}.`,
    notInTime: 'ce n’était pas fini à temps',
    notReady: ({pod, reason}) => `Le Pod ${pod} de la sonde n’est pas devenu prêt : ${reason}`,
    justMade: 'il vient d’être créé',
    noAnswer: ({seconds}) => `pas de réponse en ${seconds} s`,
    wgetEnded: ({code}) => `wget s’est terminé avec le code ${code}`,
  },
};
