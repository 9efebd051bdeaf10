import type {Words} from '../en/en.ts';

export const shell: Words['shell'] = {
  operator: ({symbol}) => `Il n’y a pas de shell ici, donc ${symbol} n’a pas de sens.`,
  newline: 'Envoie une ligne à la fois.',
  variable: 'Il n’y a pas de shell ici, donc $ ne désigne rien.',
  glob: ({symbol}) => `Il n’y a pas de shell ici pour compléter ${symbol}.`,
  parenthesis: 'Les parenthèses doivent être entre guillemets.',
  unclosedQuote: ({symbol}) => `Un ${symbol} n’est pas fermé.`,
  placeholder: ({given}) => `${given} est à remplacer par quelque chose à toi.`,
  writeName: ({line}) => `Écris son nom à cette place ; regarde ce qu’il y a : ${line}`,

  next: {
    variable: 'Tape à sa place ce qu’il désigne.',
    glob: 'Nomme les objets, ou choisis-les par un label avec -l.',
    parenthesis: "Écris-le comme -l 'app in (nginx,web)'.",
    unclosedQuote: 'Écris-le encore une fois à la fin, ou enlève-le.',
  },
};
