import type {Words} from '../en/en.ts';
import {plural} from '../plural.ts';

const counted = plural('fr');

export const steps: Words['steps'] = {
  outOfDate: {message: 'Ce bouton n’est plus à jour : le TP a changé depuis.', next: 'Tape /lab show.'},
  showMine: 'Montrer mon étape',

  hint: {
    button: '💡 Indice',
    another: 'Un autre indice',
    situation: 'Ce que montre ton bac à sable',
    graded: ({title, number, of}) => `${title} : indice ${number} sur ${of}`,
    none: 'C’étaient tous les indices de cette étape. Il reste la solution.',
  },
  solution: {
    button: 'Solution',
    ask: ({title}) => `Montrer la solution de **${title}** ? Il sera noté que tu l’as vue.`,
    show: 'La montrer',
    heading: ({title}) => `Solution : ${title}`,
  },
  reset: {
    ask: ({title}) =>
      [
        'Ce qui est dans ton bac à sable est supprimé : charges de travail, Pods, Services, ConfigMaps, Secrets, tes labels sur les nœuds. Les étapes réussies restent réussies.',
        `Ensuite, **${title}** peut être préparée à nouveau, ou tout reste vide.`,
      ].join('\n'),
    toStep: 'Revenir au début de cette étape',
    empty: 'Le vider',
  },

  course: {
    ask: ({title}) =>
      [
        `**${title}** commence dans un bac à sable vide, et il y a quelque chose dans le tien : ce qui reste pourrait faire réussir ses étapes ou les gêner.`,
        'Ce que tu as réussi reste réussi. Vider supprime les workloads, Pods, Services, ConfigMaps, Secrets, claims, tes labels sur les nœuds.',
      ].join('\n'),
    emptyFirst: 'Vider et continuer',
    asItIs: 'Continuer ainsi',
  },

  card: {
    place: ({lab, number, of}) => `${lab} · étape ${number} sur ${of}`,
    inCourse: ({course, lab, number, of}) => `${course} · lab ${number} sur ${of} : ${lab}`,
    said: ({choice}) => `Tu as dit : ${choice}. Exécute-le et regarde.`,
    saidRight: ({choice}) => `Tu l’avais bien dit : ${choice}.`,
    saidWrong: ({choice}) => `Tu avais dit : ${choice}.`,
    notChecked: ({redo}) => `n’a pas pu être vérifié : ${redo}`,
    countsLater: 'compte dès que les étapes d’avant sont réussies',
    allDone: '🎉 **Toutes les étapes sont réussies.** /lab leave supprime ton bac à sable.',
    lastDone: '**Réussi.** /lab steps montre ce qui reste.',
    labDone: ({next}) => `**Réussi.** Le lab suivant est **${next}**.`,
    done: '**Réussi.** Continue avec « Suivant ».',
    checked: ({at}) => `Vérifié à ${at} ; cela continue tout seul.`,
    ended: 'Cette carte n’est plus tenue à jour.',
    goOn: 'Continuer cette étape',
    check: '✓ Vérifier',
    back: '◀ Retour',
    next: 'Suivant ▶',
    nextLab: 'Lab suivant ▶',
  },

  list: {
    done: ({done, of}) => `${done} sur ${of} réussies`,
    minutes: ({minutes}) => `environ ${minutes} minutes`,
    hints: ({count}) => `${count} ${counted(count, 'indice', 'indices')}`,
    solutionSeen: 'solution vue',
    goOn: 'Continuer',
    lab: ({number, title, done, of}) => `**Lab ${number} : ${title}** · ${done} sur ${of} réussies`,
  },
};
