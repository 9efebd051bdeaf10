import type {Words} from '../en/en.ts';
import {workshopCommands} from './commands-workshop.ts';

export const commands: Words['commands'] = {
  lab: {
    about: 'Das Lab machen',
    start: 'Im Lab mitmachen: Du bekommst eine eigene Sandbox',
    show: 'Zeigt den Schritt, bei dem du bist',
    steps: 'Zeigt alle Schritte und wie weit du bist',
    check: 'Prüft den Schritt, bei dem du bist',
    hint: 'Gibt einen Tipp zu dem Schritt, bei dem du bist',
    solution: 'Zeigt, wie der Schritt gelöst wird',
    reset: 'Diesen Schritt neu beginnen oder deine Sandbox leeren',
    leave: 'Das Lab verlassen: Deine Sandbox und alles darin verschwinden',
    nothingToLeave: 'Du hast keine Sandbox, die du verlassen könntest.',
  },
  kubectl: {
    about: 'Einen kubectl-Befehl in deiner Sandbox ausführen',
    command: 'Wie du ihn sonst tippst: get pods -l app=nginx',
  },
  apply: {
    about: 'Eigenes YAML anwenden: Häng eine Datei an, oder füge es ohne Datei ein',
    file: 'Eine .yaml-Datei; ohne sie öffnet sich ein Fenster zum Einfügen',
    window: 'Eigenes YAML anwenden',
    yaml: 'Ein oder mehrere Objekte, mit --- dazwischen',
    notYaml: ({file}) => ({
      message: `Die Datei ${file} ist dem Namen nach kein YAML.`,
      next: 'Häng eine .yaml-Datei an.',
    }),
    empty: {message: 'Darin steht kein YAML.', next: 'Füge mindestens ein Objekt ein.'},
  },
  edit: {
    about: 'Ein Objekt deiner Sandbox in einem Fenster bearbeiten',
    resource: 'TYP/NAME, etwa daemonset/nginx',
    empty: 'Darin steht kein YAML, und nichts wurde geändert.',
  },
  browse: {
    about: 'Deine App im Browser ansehen',
    service: 'Der Service, über den es geht; ohne Angabe dein erster',
    path: 'Die Seite; ohne Angabe /',
    host: 'Ein Host deines Ingress, zum Beispiel web.local, oder die ganze Adresse',
  },
  cancel: {
    about: 'Deine Befehle abbrechen, die warten oder laufen',
    nothing: 'Von dir wartet oder läuft gerade nichts.',
    cancelling: ({count}) => `✖ Wird abgebrochen (${count}):`,
  },
  helpMe: {
    about: 'Die Kursleitung um Hilfe bitten',
    what: 'Was du brauchst, in deinen eigenen Worten',
  },
  me: {
    about: 'Was über dich gespeichert ist',
    export: 'Als Datei bekommen',
    forget: 'Löschen, sobald du das Lab verlassen hast',
  },
  menu: {
    showLearner: 'Person im Lab ansehen',
    openThread: 'Hilfe-Thread öffnen',
    applyYaml: 'Dieses YAML anwenden',
    noYaml: {
      message: 'In dieser Nachricht steht kein YAML.',
      next: 'Wähle es bei einer Nachricht mit einem Manifest in einem Codeblock, oder tippe /apply und füge eines ein.',
    },
  },
  workshop: workshopCommands,
};
