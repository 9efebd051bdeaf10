import type {Words} from '../en/en.ts';

export const redis: Words['redis'] = {
  lookYourself: ({oldest}) =>
    `Regarde toi-même ses réglages : version ${oldest} ou plus récente, maxmemory en dessous de la mémoire qu’il a, maxmemory-policy noeviction, appendonly yes.`,
  notTold: ({reason}) => `Redis ne dit pas ses réglages : ${reason}`,
  notAllTold: 'Redis ne dit pas tous ses réglages.',
  noAnswer: ({reason}) => `Redis ne répond pas : ${reason}`,
  noAnswerNext: 'Démarre-le, ou corrige REDIS_URL.',
  evicts: ({policy}) =>
    `Sa maxmemory-policy est ${policy} : quand sa mémoire est pleine, il jette des tâches et des participant·es sans un mot.`,
  tooOld: ({version, oldest}) => `C’est la version ${version} ; la plus ancienne qui marche est ${oldest}.`,
  failedNext: ({oldest}) => `Prends Redis ${oldest} ou plus récent avec maxmemory-policy noeviction.`,
  passed: ({version, used}) =>
    `C’est la version ${version}, il ne jette rien, écrit un fichier append-only et utilise ${used}.`,
  notAppended: {
    said: 'Il n’écrit pas de fichier append-only : ce qui s’est passé depuis son dernier instantané est perdu quand il s’arrête.',
    next: 'Mets appendonly yes, sauf si un réplica prend le relais.',
  },
  unlimited: {
    said: 'Il n’a pas de maxmemory : quand sa mémoire est pleine, le système l’arrête, et tout le monde attend qu’il ait lu son fichier.',
    next: 'Mets maxmemory aux trois quarts de la mémoire à laquelle il a droit : docs/redis-memory.md.',
  },
  full: ({used}) =>
    `Il est presque plein, ${used} : les longues réponses sont coupées, et les grands manifestes refusés.`,
  fullNext: 'Augmente son maxmemory, avec la mémoire à laquelle il a droit : docs/redis-memory.md.',
};
