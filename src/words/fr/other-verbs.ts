import type {Words} from '../en/en.ts';

export const otherVerbs: Words['otherVerbs'] = {
  notSupported: ({verb}) => `kubectl ${verb} n’est pas pris en charge.`,
  use: ({command}) => `Utilise ${command}`,

  next: {
    sharedNodes: 'Ce n’est pas possible ici : les nœuds sont partagés avec le reste de la classe.',
    givenCluster: 'Ce n’est pas nécessaire ici : ton bac à sable décide du cluster et de qui tu es.',
    ownYaml: 'Écris-le en YAML et colle-le avec /apply.',
    edit: 'Utilise /edit, qui ouvre l’objet dans une fenêtre.',
    browse: 'Utilise /browse pour voir la page que sert un Service.',
    exposeAndBrowse: ({object, port, service}) =>
      `Écris expose ${object} --port=${port}, puis utilise /browse service:${service} pour voir sa page.`,
    attach: 'Écris logs NAME pour voir ce qu’il affiche.',
    copy: 'Rien n’est copié ici ; écris exec NAME -- cat FILE pour lire un fichier.',
    debug: 'Écris describe pod NAME, logs NAME ou exec NAME -- COMMAND pour regarder dans un Pod.',
    diff: 'Rien n’est comparé ici ; écris get TYPE NAME -o yaml pour voir ce qu’il y a.',
    setImage: 'Écris set image daemonset/NAME CONTAINER=IMAGE.',
    kustomize: 'Il n’y a pas de kustomize ici ; utilise /apply pour du YAML complet.',
    writable: ({types}) => `Ce n’est pas possible ici : un bac à sable peut contenir ${types}.`,
  },
};
