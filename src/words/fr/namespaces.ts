import type {Words} from '../en/en.ts';

export const namespaces: Words['namespaces'] = {
  noName: ({name}) => ({
    message: `${name} ne peut pas être le nom d’un namespace.`,
    next: 'Les noms ont des minuscules, des chiffres et des traits d’union, 63 au plus.',
  }),
  ofCluster: ({flag}) =>
    `Les namespaces du cluster lui-même ne te sont pas montrés, donc ${flag} n’est pas accepté avec eux.`,
  notYours: ({name}) => ({
    message: `Le namespace ${name} n’est pas l’un des tiens.`,
    next: 'Tape : kubectl get namespaces',
  }),
  onlyOne: {
    message: 'Dans ce lab, ton bac à sable est le seul namespace que tu as.',
    next: 'N’écris pas de namespace : tout ce que tu fais s’y passe.',
  },
  most: ({most}) => ({
    message: `Un bac à sable a de la place pour ${most} namespaces à toi, et tu en as créé autant.`,
    next: 'Écris delete namespace NAME pour faire de la place.',
  }),
  noRoom: ({uses}) => ({
    message: `Tes namespaces se partagent la place de ton bac à sable, et le premier utilise plus que ce qui lui resterait : ${uses}.`,
    next: 'Supprimes-y d’abord quelque chose ; tape : kubectl get all -n default',
  }),
  staysThere: '/lab reset vide ton bac à sable, /lab leave t’en débarrasse.',
  nameInDns: ({host, write}) =>
    `${host} ne mène nulle part : dans le cluster ce namespace s’appelle autrement. Écris ${write}.`,
  nameAndAll: {
    message: 'Un nom est d’un seul namespace, donc -A ne va pas avec lui.',
    next: 'Écris -n NAMESPACE à la place de -A.',
  },
  onlyListed: {
    message: 'Tous les namespaces sont listés tels qu’ils sont maintenant : -A ne va pas ici avec --watch.',
    next: 'Écris -n NAMESPACE à la place de -A.',
  },
};
