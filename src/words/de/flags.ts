import type {Words} from '../en/en.ts';

export const flags: Words['flags'] = {
  twoHyphens: ({flag}) => `Vor ${flag} stehen zwei Bindestriche.`,
  substitution: '$(…) wird nur dort verstanden, wo der Name eines Objekts steht, nicht in einem Flag.',
  unknown: ({verb, flag}) => `${verb} nimmt ${flag} hier nicht.`,
  known: ({verb, flags}) => `${verb} nimmt ${flags}.`,
  knownNone: ({verb}) => `${verb} nimmt keine Flags.`,

  refused: {
    replaceForce: ({flag}) => `${flag} würde die Objekte löschen und neu machen; in einem geht das hier nicht.`,
    sandboxDecides: ({flag}) =>
      `Cluster, Namespace und wer du bist, das gibt deine Sandbox vor; deshalb geht ${flag} nicht.`,
    otherContext: ({flag, context}) =>
      `Es gibt hier einen Kontext, ${context}: deine Sandbox. ${flag} geht darum mit keinem anderen.`,
    notNeeded: ({flag}) => `${flag} wird hier nicht gebraucht und deshalb nicht angenommen.`,
    onceOnly: ({flag}) => `Ausgaben werden hier einmal gezeigt und nicht verfolgt; deshalb geht ${flag} nicht.`,
    byName: ({flag}) => `Das Objekt wird hier als TYPE/NAME genannt; deshalb geht ${flag} nicht.`,
    noSubfolders: ({flag}) => `Ordner werden hier ohne ihre Unterordner gelesen; deshalb geht ${flag} nicht.`,
    formatsOfGet: ({flag}) => `Andere Formate hat hier nur get; deshalb geht ${flag} nicht.`,
    getFollows: ({flag}) => `Nur get und logs verfolgen hier, was geschieht; deshalb geht ${flag} nicht.`,
    timeIsDecided: ({flag}) => `Wie lange ein Befehl dauern darf, steht hier fest; deshalb geht ${flag} nicht.`,
    noTrial: ({flag}) => `Das wird hier nicht ausprobiert, nur getan; deshalb geht ${flag} nicht.`,
    noKustomize: ({flag}) => `Kustomize gibt es hier nicht; deshalb geht ${flag} nicht.`,
    namesAndLabels: ({flag}) => `Objekte werden hier nach Namen und Labels ausgewählt; deshalb geht ${flag} nicht.`,
    wholeObjects: ({flag}) => `Hier werden nur ganze Objekte gelesen und geändert; deshalb geht ${flag} nicht.`,
    onlyNamed: ({flag}) => `Hier wird nur geändert, was genannt ist; deshalb geht ${flag} nicht.`,
    allInFiles: ({flag}) => `Alles, was in den Dateien steht, wird angewendet; deshalb geht ${flag} nicht.`,
    firstWhatIs: ({flag}) => `Hier wird zuerst gezeigt, was da ist; deshalb geht ${flag} nicht.`,
    logsAsWritten: ({flag}) =>
      `Logs werden gezeigt, wie sie geschrieben sind, von der ersten Zeile an oder mit --tail ab den letzten; deshalb geht ${flag} nicht.`,
    onePod: ({flag}) => `run macht einen Pod; deshalb geht ${flag} nicht.`,
    notOfRun: ({flag}) => `run hat dafür kein Flag mehr; deshalb geht ${flag} nicht.`,
    namesOfValues: ({flag}) =>
      `Worauf eine Variable verweist, wird hier beim Namen gezeigt, deshalb geht ${flag} nicht.`,
  },

  next: {
    replaceForce: 'Schreib delete -f FILE, dann create -f FILE.',
    writeName: 'Schreib Typ und Namen, zum Beispiel daemonset/NAME.',
    atOnce: 'Ohne das Flag geschieht es sofort.',
    completeYaml: 'Nimm /apply für YAML, das vollständig ist.',
    namesOrLabel: 'Schreib ihre Namen, oder -l app=nginx.',
    seeYaml: 'Sieh dir eines an mit get TYPE NAME -o yaml.',
    deleteOthers: 'Lösche die anderen mit delete TYPE NAME.',
    nameFiles: 'Nenne die Dateien, die du willst, mit -f.',
    createDeployment: 'Schreib create deployment NAME --image=IMAGE --replicas=2.',
    override:
      'Schreib das Feld hinter --overrides, oder gib den Pod mit --dry-run=client -o yaml aus und ändere ihn in /apply.',
    listThem: 'Schreib set env TYPE/NAME --list, um sie zu sehen.',
  },
};
