import type {Words} from '../en/en.ts';
import {workshopCommands} from './commands-workshop.ts';

export const commands: Words['commands'] = {
  lab: {
    about: 'Faire le TP',
    start: 'Rejoindre le TP : tu reçois ton propre bac à sable',
    show: 'Montre l’étape où tu en es',
    steps: 'Montre toutes les étapes et où tu en es',
    check: 'Vérifie l’étape où tu en es',
    hint: 'Donne un indice pour l’étape où tu en es',
    solution: 'Montre comment résoudre l’étape',
    reset: 'Recommencer cette étape, ou vider ton bac à sable',
    leave: 'Quitter le TP : ton bac à sable et tout ce qu’il contient disparaissent',
    nothingToLeave: 'Tu n’as pas de bac à sable à quitter.',
  },
  kubectl: {
    about: 'Exécuter une commande kubectl dans ton bac à sable',
    command: 'Comme tu la taperais : get pods -l app=nginx',
  },
  apply: {
    about: 'Appliquer ton propre YAML : joins un fichier, ou colle-le sans fichier',
    file: 'Un fichier .yaml ; sans lui, une fenêtre s’ouvre pour coller',
    window: 'Appliquer ton propre YAML',
    yaml: 'Un ou plusieurs objets, séparés par ---',
    notYaml: ({file}) => ({
      message: `D’après son nom, le fichier ${file} n’est pas du YAML.`,
      next: 'Joins un fichier .yaml.',
    }),
    empty: {message: 'Il n’y a pas de YAML dedans.', next: 'Colle au moins un objet.'},
  },
  edit: {
    about: 'Modifier un objet de ton bac à sable dans une fenêtre',
    resource: 'TYPE/NOM, par exemple daemonset/nginx',
    empty: 'Il n’y a pas de YAML dedans, et rien n’a été changé.',
  },
  browse: {
    about: 'Consulter ton application',
    service: 'Le Service par lequel passer ; sans lui, ton premier',
    path: 'La page ; sans elle, /',
    host: 'Un hôte de ton Ingress, comme web.local, ou son adresse entière',
  },
  cancel: {
    about: 'Annuler tes commandes en attente ou en cours',
    nothing: 'Rien de toi n’attend ni ne s’exécute.',
    cancelling: ({count}) => `✖ Annulation (${count}) :`,
  },
  helpMe: {
    about: 'Demander de l’aide à l’équipe d’animation',
    what: 'Ce dont tu as besoin, avec tes mots',
  },
  me: {
    about: 'Ce qui est conservé à ton sujet',
    export: 'L’obtenir en fichier',
    forget: 'L’effacer, une fois que tu as quitté le TP',
  },
  menu: {
    showLearner: 'Voir cette personne dans le TP',
    openThread: 'Ouvrir un fil d’aide',
    applyYaml: 'Appliquer ce YAML',
    noYaml: {
      message: 'Il n’y a pas de YAML dans ce message.',
      next: 'Choisis-le sur un message avec un manifeste dans un bloc de code, ou tape /apply et colles-en un.',
    },
  },
  workshop: workshopCommands,
};
