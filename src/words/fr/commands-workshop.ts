import type {Words} from '../en/en.ts';

export const workshopCommands: Words['commands']['workshop'] = {
  about: 'Pour l’équipe d’animation : ouvrir un atelier, le suivre et le piloter',
  open: {
    about: 'Ouvrir un atelier dans deux salons',
    lab: 'Ce qui est enseigné',
    channel: 'Où la classe tape et voit les Pods de tout le monde',
    facilitators: 'Où l’équipe d’animation voit la classe ; sans lui, ce salon',
    name: 'Comment tu l’appelles',
    capacity: 'Combien peuvent avoir un bac à sable à la fois ; les autres attendent dans la file',
    minutes: 'Dans combien de minutes il ferme tout seul ; sans cela, jamais',
    sandboxMinutes: 'Combien de minutes dure un bac à sable ; sans cela, autant que l’atelier',
    replies: 'Qui voit les réponses aux commandes kubectl ; sans cela, qui a demandé',
    private: 'privé',
    public: 'public',
    notify: 'Si le rôle de l’équipe est notifié quand quelqu’un demande de l’aide ; sinon non',
    language: 'La langue de ses salons ; sans elle, celle du serveur. On répond à chacun dans la sienne',
  },
  status: 'Comment il est réglé et à quel point il est plein',
  doctor: {
    about: 'Vérifier le chat, le cluster et Redis avant un cours',
    learners: 'Pour combien de personnes il doit y avoir de la place',
  },
  learner: {
    about: 'Où en est une personne, ce qu’elle a fait et ce que tu peux faire',
    who: 'Qui',
  },
  broadcast: {
    about: 'Dire quelque chose à tout le monde',
    text: 'Quoi ; sans cela, une fenêtre s’ouvre pour écrire plusieurs lignes',
    window: 'Dire quelque chose à tout le monde',
  },
  hint: {
    about: 'Donner un indice pour l’étape où chacun en est',
    to: 'À qui',
    all: 'tout le monde',
    stuck: 'qui est bloqué',
    text: 'Tes propres mots au lieu de ceux du TP',
    window: 'Si une fenêtre s’ouvre pour tes propres mots, sur plusieurs lignes',
    windowForAll: 'Un indice pour tout le monde',
    windowForStuck: 'Un indice pour qui est bloqué',
  },
  pause: 'Rien ne s’exécute ; ce qui est tapé est conservé',
  resume: 'Reprendre après une pause',
  fastForward: {
    about: 'Amener à une étape tous ceux qui sont derrière, en jouant les solutions',
    step: 'Le numéro de l’étape',
    noStep: ({steps}) => ({message: `Le TP a ${steps} étapes.`, next: 'Donne l’une d’elles.'}),
  },
  reset: {
    about: 'Remettre les bacs à sable au début de l’étape où chacun en est',
    who: 'De qui ; sans cela, de tout le monde',
  },
  extend: {
    about: 'Donner plus de temps ou plus de places',
    minutes: 'Combien de minutes en plus',
    capacity: 'Combien peuvent avoir un bac à sable à partir de maintenant',
  },
  export: 'Obtenir le journal en CSV et JSON',
  close: 'Supprimer tous les bacs à sable et le fermer',
  notUnderstood: 'ceci n’est pas compris',
  completeIt: 'Retape-le et laisse le chat le compléter.',
};
