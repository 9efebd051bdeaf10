import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import type {Person, ShownMessage} from '#test/support/chat-page.ts';
import {openClass, untilSeen, type TestClass} from './class.ts';

let room: TestClass;
let flo: Person;
let ada: Person;
let grete: Person;
let colette: Person;
beforeAll(async () => {
  room = await openClass();
  flo = room.flo;
  ada = await room.page.join('ada');
  grete = await room.page.join('grete', [], 'de');
  colette = await room.page.join('colette', [], 'fr');
});
afterAll(async () => room?.close());

test('each is answered in the language of their own client', async () => {
  const asked = [ada, grete, colette].map(async (person) => (await person.types('/kubectl command:get pods')).text());
  expect(await Promise.all(asked)).toEqual([
    expect.stringContaining('✗ You have no sandbox yet.\n→ Type /lab start'),
    expect.stringContaining('✗ Du hast noch keine Sandbox.\n→ Tippe /lab start'),
    expect.stringContaining('✗ Tu n’as pas encore de bac à sable.\n→ Tape /lab start'),
  ]);
});

test('a window that is filled with blanks is refused in the language of who filled it', async () => {
  const gerd = (await room.page.join('gerd', ['facilitator'], 'de')).in('facilitators');
  const window = await gerd.types('/workshop broadcast');
  expect(await (await gerd.fills(window, {text: '  '})).text()).toContain(
    '✗ Es steht nichts darin.\n→ Schreib es noch einmal.',
  );
});

interface Reads {
  readonly person: () => Person;
  readonly firstStep: string;
  readonly place: RegExp;
  readonly buttons: readonly string[];
  readonly next: string;
  readonly predicted: RegExp;
  readonly refused: string;
  readonly hint: RegExp;
  readonly inLine: RegExp;
}

describe.each<[string, Reads]>([
  [
    'German',
    {
      person: () => grete,
      firstStep: 'Ersten Schritt zeigen',
      place: /^-# .* · Schritt 1 von \d+$/mu,
      buttons: ['✓ Prüfen', '💡 Tipp', 'Lösung', 'Weiter ▶'],
      next: 'Weiter ▶',
      predicted: /^Du hast gesagt: .*\. Führ es aus und sieh nach\.$/mu,
      refused: '✗ Du hast eine Sandbox in open, und dort muss bekannt sein, wem sie gehört.\n→ Tippe zuerst /lab leave',
      hint: /^💡 \*\*(?:.*: Tipp 1 von \d+|Was deine Sandbox zeigt)\*\*$/mu,
      inLine:
        /^🕐 Du bist (?:als Nächstes dran mit Hilfe|Nummer 2 in der Schlange für Hilfe)\. Die Kursleitung sieht /u,
    },
  ],
  [
    'French',
    {
      person: () => colette,
      firstStep: 'Montrer la première étape',
      place: /^-# .* · étape 1 sur \d+$/mu,
      buttons: ['✓ Vérifier', '💡 Indice', 'Solution', 'Suivant ▶'],
      next: 'Suivant ▶',
      predicted: /^Tu as dit\s: .*\. Exécute-le et regarde\.$/mu,
      refused: '✗ Tu as un bac à sable dans open, qui doit savoir à qui il est.\n→ Tape d’abord /lab leave',
      hint: /^💡 \*\*(?:.*\s: indice 1 sur \d+|Ce que montre ton bac à sable)\*\*$/mu,
      inLine: /^🕐 (?:C’est bientôt ton tour pour l’aide|Tu as le numéro 2 dans la file pour l’aide)\. L’équipe /u,
    },
  ],
])('who reads %s', (_, reads) => {
  let person: Person;
  let card: ShownMessage;
  const labelsOf = ({components}: ShownMessage) => components.flatMap((row) => row.components.map(({label}) => label));

  test('sees their first step in it', async () => {
    person = reads.person();
    const started = await person.types('/lab start');
    card = await (await (await person.presses(await started.message(), reads.firstStep)).answered()).message();
    expect(card.content).toMatch(reads.place);
    expect(labelsOf(card)).toEqual(expect.arrayContaining([...reads.buttons]));
  });

  test('predicts in it', async () => {
    const isPrediction = ({custom_id}: {custom_id: string}): boolean => custom_id.startsWith('lab-predict:');
    const optionOf = ({components}: ShownMessage) => components.flatMap((row) => row.components).find(isPrediction);
    for (let steps = 0; steps < 6 && optionOf(card) === undefined; steps += 1) {
      card = await (await (await person.presses(card, reads.next)).answered()).message();
    }
    const predicted = await (await person.uses(card, optionOf(card)?.custom_id ?? '')).answered();
    expect(await predicted.text()).toMatch(reads.predicted);
  });

  test('is refused and helped in it', async () => {
    expect(await (await person.types('/me forget')).text()).toContain(reads.refused);
    expect(await (await person.types('/lab hint')).text()).toMatch(reads.hint);
    expect(await (await person.types('/help-me what:Pomoc')).text()).toMatch(reads.inLine);
    // the channel's language is the workshop's
    await untilSeen(flo, 'facilitators', [
      new RegExp(`^🙋 \\*\\*${person.name}\\*\\* .* asks for help since .*: Pomoc$`, 'mu'),
    ]);
  });
});

test('a workshop’s channels speak its language, and its facilitator reads their own', async () => {
  await room.page.addChannel('salon');
  await room.page.addChannel('animation', 'facilitator');
  const here = flo.in('animation');
  const opened = await here.types('/workshop open lab:daemonsets channel:salon language:fr');
  expect(await opened.text()).toContain('🟢 open\nLab: ');
  await untilSeen(ada, 'salon', [/^📣 .*\s: l’atelier est ouvert\./u, /Appuie sur le bouton ou tape \/lab start/u]);
  await untilSeen(ada, 'salon', [/^\*\*Les Pods de tout le monde\*\*\nPersonne n’a encore rejoint l’atelier\./u]);
  const board = await untilSeen(here, 'animation', [/^\*\*La classe\*\* · 0 dans l’atelier/u]);
  expect(board.content).toMatch(/ en cours · réussie par 0$/mu);

  expect(await (await here.types('/workshop pause')).text()).toBe(
    'Paused: nothing new runs. /workshop resume goes on.',
  );
  await untilSeen(ada, 'salon', [/^⏸ L’atelier est en pause\./u]);
  await untilSeen(here, 'animation', [/^⏸ \*\*En pause\*\*\s: rien ne s’exécute$/mu]);
  expect(await (await here.types('/workshop broadcast text:Bonjour')).text()).toMatch(/^Said in <#\d+>\.$/u);
  expect(await (await here.types('/workshop status')).text()).toContain('⏸ paused: nothing runs, nothing is lost');
});

test('the doctor speaks the language of who asked, from its first picture to its last', async () => {
  const greta = (await room.page.join('greta', ['facilitator'], 'de')).in('facilitators');
  const answer = await greta.types('/workshop doctor learners:500');
  const text = await answer.until(/· \d+ in Ordnung$/mu);
  expect(text).toMatch(/❌ \*\*Platz\*\* \d+ Sandboxes passen; 500 werden erwartet\./u);
  expect(text).toContain('✅ **Node-Agenten** Auf allen 3 Nodes läuft ein Node-Agent.');
  const pictures = (await answer.history()).join('\n');
  expect(pictures).toMatch(/: ⏳ \d+ von 15 Prüfungen sind /u);
  expect(pictures.match(/(?<!\p{L})(?:the|is|are|of|to|and|has|not|by|being)(?!\p{L})/giu) ?? []).toEqual([]);
});
