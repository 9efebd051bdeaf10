import type {Words} from '../en/en.ts';

export const model: Words['model'] = {
  selector: {
    notValid: ({selector, reason}) => ({
      message: `Le sélecteur de labels ${selector} n’est pas valide : ${reason}.`,
      next: "Écris-le comme app=nginx, app!=nginx, app, ou entre guillemets : 'app in (nginx,web)'.",
    }),
    value: ({word}) => `${word} ne peut pas être la valeur d’un label`,
    noList: 'une liste entre parenthèses doit suivre in ou notin',
    brokenList: 'il faut à la liste entre parenthèses des virgules et une parenthèse fermante',
    noKey: 'il manque une clé',
    noKeyBefore: ({word}) => `il manque une clé avant ${word}`,
    key: ({word}) => `${word} ne peut pas être la clé d’un label`,
    operator: ({word}) => `${word} n’est pas un opérateur`,
    noValue: ({operator}) => `il manque une valeur après ${operator}`,
    wholeNumber: ({operator}) => `un nombre entier doit suivre ${operator}`,
    noComma: ({word}) => `il manque une virgule avant ${word}`,
    lastComma: 'rien ne suit sa dernière virgule',
  },

  jsonPath: {
    tooMuch: {message: 'L’expression regarde trop de choses.', next: 'Nomme les champs au lieu de .. et *.'},
  },

  goTemplate: {
    notTaken: ({what}) => ({
      message: `Des templates Go, ${what} n’est pas accepté ici.`,
      next: 'Sont acceptés les champs, range, if, with, else, end, index, len, print, println, printf, eq et les autres comparaisons ; ou prends -o jsonpath=…',
    }),
  },

  patch: {
    copiesTooMuch: ({mostKib}) => `Le patch copie plus de ${mostKib} Kio.`,
    leavesNothing: 'Le patch ne laisse aucun objet.',
    testFails: ({path}) => `Le patch vérifie ${path}, et une autre valeur s’y trouve.`,
    noSuchPath: ({path}) => ({
      message: `Le patch nomme ${path}, que l’objet n’a pas.`,
      next: 'Regarde l’objet avec kubectl get TYPE NAME -o yaml.',
    }),
    noMapping: ({list}) => `Le patch a dans ${list} un élément qui n’a pas de champs.`,
    noMergeKey: ({list, key}) => ({
      message: `Le patch a dans ${list} un élément sans ${key}.`,
      next: `Chaque élément de ${list} en a besoin, pour dire duquel il s’agit.`,
    }),
    directive: ({given}) => ({
      message: `$patch ne peut pas être ${given}.`,
      next: 'Les valeurs possibles sont replace, merge et delete.',
    }),
  },
};
