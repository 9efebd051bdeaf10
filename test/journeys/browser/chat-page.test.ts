import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  LabelBuilder,
  ModalBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';

import {expect, test} from 'vitest';
import {openBrowser} from '#test/support/browser.ts';
import {openChatPage} from '#test/support/open-chat-page.ts';
import {kubectl, startChat} from '#test/support/discord-client.ts';

const hostile = '<img src=x onerror="document.title=1"> [x](javascript:alert(1)) <script>document.title=1</script>';

test('a lab can be taken on the page: command, button, modal, at the width of a phone', async () => {
  await using chat = await startChat([kubectl]);
  chat.onInteraction(async (interaction) => {
    if (interaction.isChatInputCommand()) {
      const button = new ButtonBuilder().setCustomId('edit').setLabel('Edit it').setStyle(ButtonStyle.Primary);
      const components = [new ActionRowBuilder<ButtonBuilder>().addComponents(button)];
      await interaction.reply({content: `${hostile}\n\`\`\`\n${'x'.repeat(200)}\n\`\`\``, components});
    } else if (interaction.isButton()) {
      const input = new TextInputBuilder().setCustomId('name').setStyle(TextInputStyle.Short);
      const label = new LabelBuilder().setLabel('Name').setTextInputComponent(input);
      await interaction.showModal(new ModalBuilder().setCustomId('m').setTitle('Rename').addLabelComponents(label));
    } else if (interaction.isModalSubmit() && interaction.isFromMessage()) {
      await interaction.update(`now **${interaction.fields.getTextInputValue('name')}**`);
    }
  });
  const browser = await openBrowser();
  try {
    const page = await openChatPage(browser, chat.emulator.url, {width: 390, height: 844});
    await page.getByLabel('Command').pressSequentially('/kub');
    await page.getByRole('option', {name: 'kubectl'}).waitFor();
    await page.getByLabel('Command').fill('/kubectl command:get pods');
    await page.getByLabel('Command').press('Enter');
    await page.getByText('<script>document.title=1</script>').waitFor();
    expect(await page.title()).toBe('Labrador chat');
    expect(await page.locator('#messages img, #messages script, #messages a').count()).toBe(0);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    await page.getByRole('button', {name: 'Edit it'}).click();
    await page.getByRole('dialog').getByLabel('Name').fill('web');
    await page.getByRole('button', {name: 'Submit'}).click();
    await page.locator('#messages strong', {hasText: 'web'}).waitFor();
    expect(chat.errors).toEqual([]);
  } finally {
    await browser.close();
  }
});
