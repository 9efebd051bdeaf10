import type {Words} from '../en/en.ts';

export const otherPrograms: Words['otherPrograms'] = {
  noVerb: ({given}) => `Il n’y a pas de verbe ${given}.`,
  wholeInQuotes: 'Une ligne ne se met pas tout entière entre guillemets.',
  yaml: {
    message: 'C’est un manifeste et non une commande.',
    next: 'Utilise /apply, qui prend ton propre YAML, collé ou en fichier.',
  },
  slashCommand: ({command}) => `${command} est une commande à part, à côté de /kubectl.`,
  useCommand: ({command}) => `Utilise ${command} à la place de /kubectl.`,
  notKubectl: ({given}) => `${given} n’est pas un programme ; kubectl, si.`,

  instead: {
    browser: 'Utilise /browse pour voir la page que sert un Service, ou écris exec NAME -- curl ADDRESS.',
    editor: 'Utilise /edit pour modifier un objet dans une fenêtre, ou /apply pour ton propre YAML.',
    files: 'Les fichiers du TP s’emploient par leurs chemins : apply -f PATH. Les tiens passent par /apply.',
    inContainer:
      'Ce n’est pas possible ici ; écris exec NAME -- COMMAND pour exécuter quelque chose dans un conteneur.',
    nothingToDo: 'Ce n’est pas nécessaire ici.',
    containers: 'Les conteneurs sont dans des Pods ici : get pods, logs NAME et exec NAME -- COMMAND les montrent.',
    lineByLine: 'Rien ne se répète ici : envoie chaque ligne seule.',
    tools: 'Ce n’est pas possible ici : des outils pour Kubernetes, il y a kubectl.',
  },
};
