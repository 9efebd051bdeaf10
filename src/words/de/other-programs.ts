import type {Words} from '../en/en.ts';

export const otherPrograms: Words['otherPrograms'] = {
  noVerb: ({given}) => `Ein Verb ${given} gibt es nicht.`,
  wholeInQuotes: 'Eine Zeile steht nicht als Ganzes in Anführungszeichen.',
  yaml: {
    message: 'Das ist ein Manifest und kein Befehl.',
    next: 'Nimm /apply: Das nimmt dein eigenes YAML, eingefügt oder als Datei.',
  },
  slashCommand: ({command}) => `${command} ist ein eigener Befehl, neben /kubectl.`,
  useCommand: ({command}) => `Nimm ${command} statt /kubectl.`,
  notKubectl: ({given}) => `${given} ist kein Programm; kubectl schon.`,

  instead: {
    browser: 'Nimm /browse, um die Seite eines Service zu sehen, oder schreib exec NAME -- curl ADDRESS.',
    editor: 'Nimm /edit, um ein Objekt in einem Fenster zu ändern, oder /apply für dein eigenes YAML.',
    files: 'Die Dateien des Labs werden mit ihrem Pfad genannt: apply -f PATH. Deine eigenen gehen über /apply.',
    inContainer: 'Das geht hier nicht; schreib exec NAME -- COMMAND, um etwas in einem Container auszuführen.',
    nothingToDo: 'Das ist hier nicht nötig.',
    containers: 'Container stecken hier in Pods: get pods, logs NAME und exec NAME -- COMMAND zeigen sie.',
    lineByLine: 'Hier wird nichts wiederholt: Schick jede Zeile für sich.',
    tools: 'Das geht hier nicht: Von den Werkzeugen für Kubernetes gibt es kubectl.',
  },
};
