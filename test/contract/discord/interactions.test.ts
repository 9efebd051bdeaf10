import {
  ActionRowBuilder,
  ApplicationCommandOptionType,
  ButtonBuilder,
  ButtonStyle,
  ComponentType,
  FileUploadBuilder,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
  type ApplicationCommandDataResolvable,
  type MessageActionRowComponentBuilder,
} from 'discord.js';
import {expect, test} from 'vitest';
import {kubectl, startChat, waitUntil, type Chat} from '#test/support/discord-client.ts';

const button = (id: string, isDisabled = false) =>
  new ButtonBuilder().setCustomId(id).setLabel(id).setStyle(ButtonStyle.Primary).setDisabled(isDisabled);
const row = (...components: MessageActionRowComponentBuilder[]) =>
  new ActionRowBuilder<MessageActionRowComponentBuilder>().addComponents(components);

const settledAs = (chat: Chat, id: string, state: string) =>
  waitUntil(async () => {
    if (chat.errors.length > 0) throw chat.errors[0];
    const interaction = await chat.interaction(id);
    return interaction.state === state && interaction;
  });

/** @see https://docs.discord.com/developers/interactions/receiving-and-responding#followup-messages */
test('a command is deferred, edited and followed up', async () => {
  await using chat = await startChat([kubectl]);
  const {promise: mayAnswer, resolve: letAnswer} = Promise.withResolvers<void>();
  chat.onInteraction(async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    await interaction.deferReply();
    await mayAnswer;
    const edited = await interaction.editReply(`ran ${interaction.options.getString('command', true)}`);
    expect(edited.content).toBe('ran get pods -l app=nginx');
    await interaction.followUp('and more');
  });
  const id = await chat.run('ada', '/kubectl command:get pods -l app=nginx');
  await settledAs(chat, id, 'deferred');
  expect(await chat.messages('grace')).toMatchObject([{pending: true, content: '', interaction: {command: 'kubectl'}}]);
  letAnswer();
  const {messages} = await waitUntil(async () => {
    const interaction = await chat.interaction(id);
    return interaction.messages.length === 2 && interaction;
  });
  expect(await chat.messages('grace')).toMatchObject([
    {id: messages[0], content: 'ran get pods -l app=nginx', pending: false, edits: 0},
    {id: messages[1], content: 'and more'},
  ]);
  const history = await chat.control('GET', `/messages/${messages[0]}/history`);
  expect(history.body).toMatchObject([{content: ''}, {content: 'ran get pods -l app=nginx'}]);
});

/** @see https://docs.discord.com/developers/interactions/receiving-and-responding#followup-messages */
test('an ephemeral answer is seen by its user alone, and edited through the token alone', async () => {
  await using chat = await startChat([kubectl]);
  chat.onInteraction(async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    await interaction.deferReply({flags: MessageFlags.Ephemeral});
    await interaction.editReply('for your eyes');
  });
  const id = await chat.run('ada', '/kubectl command:get pods');
  const {messages} = await settledAs(chat, id, 'answered');
  expect(await chat.messages('ada')).toMatchObject([{content: 'for your eyes', ephemeral: true, flags: 64}]);
  expect(await chat.messages('flo')).toEqual([]);
  const edit = await chat.rest('PATCH', `/channels/${chat.emulator.channels.workshop}/messages/${messages[0]}`, {
    content: 'x',
  });
  expect(edit).toMatchObject({status: 404, body: {code: 10_008}});
});

/** @see https://docs.discord.com/developers/interactions/application-commands#autocomplete */
test('autocomplete brings the choices for the option that a line ends in', async () => {
  const command: ApplicationCommandDataResolvable = {
    name: 'kubectl',
    description: 'Runs kubectl',
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'command',
        description: 'What to run',
        required: true,
        autocomplete: true,
      },
    ],
  };
  await using chat = await startChat([command]);
  chat.onInteraction(async (interaction) => {
    if (interaction.isAutocomplete())
      await interaction.respond([{name: 'Pods', value: `${interaction.options.getFocused()} pods`}]);
  });
  const reply = await chat.control('POST', '/autocomplete', {
    user: 'ada',
    channel: 'workshop',
    line: '/kubectl command:get',
  });
  expect(reply.body).toEqual([{name: 'Pods', value: 'get pods'}]);
});

/** @see https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type */
test('buttons and selects reach the bot, which changes the message that they are on', async () => {
  await using chat = await startChat([kubectl]);
  const select = new StringSelectMenuBuilder()
    .setCustomId('pod')
    .addOptions({label: 'Web', value: 'web'}, {label: 'Db', value: 'db'});
  chat.onInteraction(async (interaction) => {
    if (interaction.isChatInputCommand()) {
      await interaction.reply({
        content: 'choose',
        components: [row(button('again'), button('dead', true)), row(select)],
      });
    } else if (interaction.isButton()) {
      await interaction.deferUpdate();
      await interaction.editReply('pressed');
    } else if (interaction.isStringSelectMenu()) {
      await interaction.update({content: `chose ${interaction.values.join()}`, components: []});
    }
  });
  const id = await chat.run('ada', '/kubectl command:get pods');
  const {messages} = await settledAs(chat, id, 'answered');
  const use = (customId: string, values?: string[]) =>
    chat.control('POST', '/components', {user: 'grace', message: messages[0], custom_id: customId, values});

  expect(await use('dead')).toMatchObject({status: 400, body: {error: expect.stringContaining('disabled')}});
  expect(await use('nothing')).toMatchObject({status: 400});
  expect(await use('pod', ['cache'])).toMatchObject({status: 400, body: {error: expect.stringContaining('cache')}});
  expect((await use('again')).status).toBe(200);
  await waitUntil(async () => (await chat.messages('ada'))[0]?.content === 'pressed');
  expect((await use('pod', ['db'])).status).toBe(200);
  const shown = await waitUntil(async () => (await chat.messages('ada')).find(({content}) => content === 'chose db'));
  expect(shown).toMatchObject({id: messages[0], components: [], edits: 2});
});

/** @see https://docs.discord.com/developers/interactions/receiving-and-responding#create-followup-message */
test('a press that is followed up alone is answered by that, and leaves the message as it is', async () => {
  await using chat = await startChat([kubectl]);
  chat.onInteraction(async (interaction) => {
    if (interaction.isChatInputCommand()) {
      await interaction.reply({content: 'press', components: [row(button('again'))]});
    } else if (interaction.isButton()) {
      await interaction.deferUpdate();
      await interaction.followUp({content: 'not now', flags: MessageFlags.Ephemeral});
    }
  });
  const {messages: asked} = await settledAs(chat, await chat.run('ada', '/kubectl command:get pods'), 'answered');
  const press = {user: 'ada', message: asked[0], custom_id: 'again'};
  const {body} = await chat.control('POST', '/components', press);
  const {messages} = await settledAs(chat, (body as {interaction: string}).interaction, 'answered');
  expect(messages).toHaveLength(2);
  expect(await chat.messages('ada')).toMatchObject([
    {id: messages[0], content: 'press', edits: 0},
    {id: messages[1], content: 'not now', ephemeral: true},
  ]);
});

/** @see https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal */
test('a modal is shown, checked, and submitted with text and a file', async () => {
  await using chat = await startChat([kubectl]);
  const modal = new ModalBuilder()
    .setCustomId('apply')
    .setTitle('Apply')
    .addLabelComponents(
      new LabelBuilder()
        .setLabel('Manifest')
        .setTextInputComponent(
          new TextInputBuilder().setCustomId('yaml').setStyle(TextInputStyle.Paragraph).setMinLength(3),
        ),
      new LabelBuilder()
        .setLabel('File')
        .setFileUploadComponent(new FileUploadBuilder().setCustomId('file').setRequired(false)),
    );
  chat.onInteraction(async (interaction) => {
    if (interaction.isChatInputCommand()) await interaction.showModal(modal);
    if (!interaction.isModalSubmit()) return;
    const file = interaction.fields.getUploadedFiles('file')?.first();
    const text = file ? await (await fetch(file.url)).text() : 'no file';
    await interaction.reply(`${interaction.fields.getTextInputValue('yaml')}, ${file?.name}: ${text}`);
  });
  const id = await chat.run('ada', '/kubectl command:apply');
  expect(await settledAs(chat, id, 'modal')).toMatchObject({modal: {title: 'Apply', custom_id: 'apply'}});
  const submit = (fields: object) => chat.control('POST', '/modals', {user: 'ada', interaction: id, fields});
  expect(await submit({yaml: 'x'})).toMatchObject({status: 400, body: {error: expect.stringContaining('at least 3')}});
  expect(await submit({})).toMatchObject({status: 400, body: {error: expect.stringContaining('required')}});
  expect(await submit({yaml: 'kind', other: 'x'})).toMatchObject({status: 400});
  const base64 = Buffer.from('kind: Pod').toString('base64');
  expect((await submit({yaml: 'kind', file: {name: 'pod.yaml', base64}})).status).toBe(200);
  await waitUntil(async () => (await chat.messages('ada'))[0]?.content === 'kind, pod.yaml: kind: Pod');
});

/** @see https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-resolved-data-structure */
test('subcommands and every type of option arrive resolved', async () => {
  const command: ApplicationCommandDataResolvable = {
    name: 'lab',
    description: 'Labs',
    options: [
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: 'give',
        description: 'Gives',
        options: [
          {type: ApplicationCommandOptionType.User, name: 'to', description: 'Who', required: true},
          {type: ApplicationCommandOptionType.Integer, name: 'count', description: 'How many'},
          {type: ApplicationCommandOptionType.Boolean, name: 'now', description: 'At once'},
          {type: ApplicationCommandOptionType.Attachment, name: 'file', description: 'A file'},
          {
            type: ApplicationCommandOptionType.String,
            name: 'why',
            description: 'Why',
            choices: [{name: 'For fun', value: 'fun'}],
          },
        ],
      },
    ],
  };
  await using chat = await startChat([command]);
  chat.onInteraction(async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    const {options} = interaction;
    const file = options.getAttachment('file', true);
    const [to, count] = [options.getUser('to', true).username, options.getInteger('count', true)];
    const parts = [
      options.getSubcommand(),
      to,
      count,
      options.getBoolean('now'),
      options.getString('why'),
      file.name,
      file.size,
    ];
    await interaction.reply(parts.join(' '));
  });
  const file = {name: 'pod.yaml', base64: Buffer.from('abc').toString('base64')};
  const id = await chat.run('ada', '/lab give to:@grace count:3 now:true why:fun', {file});
  await settledAs(chat, id, 'answered');
  expect((await chat.messages('ada'))[0]?.content).toBe('give grace 3 true fun pod.yaml 3');
});

/** @see https://docs.discord.com/developers/interactions/application-commands#permissions */
test('commands that a member may not use are not offered to them', async () => {
  const admin: ApplicationCommandDataResolvable = {name: 'admin', description: 'x', defaultMemberPermissions: 0n};
  const manage: ApplicationCommandDataResolvable = {
    name: 'manage',
    description: 'x',
    defaultMemberPermissions: 1n << 33n,
  };
  await using chat = await startChat([admin, manage]);
  await expect(chat.run('ada', '/manage')).rejects.toThrow('no command /manage');
  await expect(chat.run('flo', '/admin')).rejects.toThrow('no command /admin');
  expect(await chat.run('flo', '/manage')).toMatch(/^\d{17,19}$/);
  expect(await chat.run('olga', '/admin')).toMatch(/^\d{17,19}$/);
});

/** @see https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-callback */
test('an answer after three seconds comes too late', async () => {
  await using chat = await startChat([kubectl]);
  const {promise: expired, resolve: expire} = Promise.withResolvers<void>();
  chat.onInteraction(async (interaction) => {
    await expired;
    if (interaction.isChatInputCommand()) await interaction.reply('too late');
  });
  const id = await chat.run('ada', '/kubectl command:get pods');
  await chat.control('POST', '/clock', {advanceMs: 3_000});
  expect(await chat.interaction(id)).toMatchObject({state: 'failed', code: 10_062});
  expire();
  expect(await waitUntil(() => chat.errors[0])).toMatchObject({status: 404, code: 10_062});
});

/** @see https://docs.discord.com/developers/interactions/receiving-and-responding#followup-messages */
test('the token stops working after fifteen minutes', async () => {
  await using chat = await startChat([kubectl]);
  chat.onInteraction(async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    await interaction.deferReply();
    await chat.control('POST', '/clock', {advanceMs: 15 * 60_000});
    await interaction.editReply('too late');
  });
  const id = await chat.run('ada', '/kubectl command:get pods');
  expect(await waitUntil(() => chat.errors[0])).toMatchObject({status: 401, code: 50_027});
  expect(await chat.interaction(id)).toMatchObject({state: 'failed', code: 50_027});
});

/** @see https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type */
test('an interaction is answered once, and not edited before', async () => {
  await using chat = await startChat([kubectl]);
  const tokens: string[] = [];
  chat.onInteraction((interaction) => {
    tokens.push(interaction.token);
    return Promise.resolve();
  });
  const id = await chat.run('ada', '/kubectl command:get pods');
  const token = await waitUntil(() => tokens[0]);
  const original = `/webhooks/${chat.emulator.applicationId}/${token}/messages/%40original`;
  const callback = (body: object) => chat.rest('POST', `/interactions/${id}/${token}/callback`, body, {});
  expect(await chat.rest('PATCH', original, {content: 'x'}, {})).toMatchObject({status: 404, body: {code: 10_015}});
  expect(await callback({type: 6})).toMatchObject({status: 400, body: {code: 50_035}});
  expect(await callback({type: 5, data: {flags: 32_768}})).toMatchObject({status: 400, body: {code: 50_035}});
  expect(await callback({type: 4, data: {embeds: [{}]}})).toMatchObject({body: {errors: {data: {embeds: {0: {}}}}}});
  const answer = await callback({type: 4, data: {content: 'once'}});
  expect([answer.status, answer.body, answer.headers.get('content-type')]).toEqual([204, null, null]);
  expect(await callback({type: 4, data: {content: 'twice'}})).toMatchObject({status: 400, body: {code: 40_060}});
  expect(await chat.rest('PATCH', original, {content: 'x'}, {})).toMatchObject({status: 200, body: {content: 'x'}});
});

/** @see https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-callback-interaction-callback-response-object */
test('a response can be asked for the message that it made', async () => {
  await using chat = await startChat([kubectl]);
  chat.onInteraction(async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    const {interaction: about, resource} = await interaction.reply({content: 'here', withResponse: true});
    expect(about.responseMessageId).toBe(resource?.message?.id);
    expect(resource?.message?.content).toBe('here');
  });
  const id = await chat.run('ada', '/kubectl command:get pods');
  await settledAs(chat, id, 'answered');
  expect(chat.errors).toEqual([]);
});

/** @see https://docs.discord.com/developers/interactions/receiving-and-responding#create-followup-message */
test('a follow-up fills an answer that is still to come, and inherits who may see it', async () => {
  await using chat = await startChat([kubectl]);
  chat.onInteraction(async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    await interaction.deferReply({flags: MessageFlags.Ephemeral});
    await interaction.followUp('the answer');
  });
  const id = await chat.run('ada', '/kubectl command:get pods');
  await settledAs(chat, id, 'answered');
  expect(await chat.messages('ada')).toMatchObject([{content: 'the answer', ephemeral: true, pending: false}]);
});

/** @see https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal */
test('modals with action rows work too, and open no further modal', async () => {
  await using chat = await startChat([kubectl]);
  const callbacks: string[] = [];
  chat.onInteraction((interaction) => {
    callbacks.push(`/interactions/${interaction.id}/${interaction.token}/callback`);
    return Promise.resolve();
  });
  const input = {type: ComponentType.TextInput, custom_id: 'name', style: 1, label: 'Name'};
  const modal = {custom_id: 'm', title: 'Name', components: [{type: ComponentType.ActionRow, components: [input]}]};
  const respond = async (index: number, body: object) => {
    const callback = await waitUntil(() => callbacks[index]);
    return chat.rest('POST', callback, body, {});
  };
  const id = await chat.run('ada', '/kubectl command:get pods');
  const longTitle = {type: 9, data: {...modal, title: 'x'.repeat(46)}};
  expect(await respond(0, longTitle)).toMatchObject({status: 400, body: {errors: {data: {title: {}}}}});
  expect((await respond(0, {type: 9, data: modal})).status).toBe(204);
  const submitted = await chat.control('POST', '/modals', {user: 'ada', interaction: id, fields: {name: 'web'}});
  expect(submitted.status).toBe(200);
  expect(await respond(1, {type: 9, data: modal})).toMatchObject({
    status: 400,
    body: {code: 50_035, errors: {type: {}}},
  });
  expect((await respond(1, {type: 4, data: {content: 'done'}})).status).toBe(204);
});

/** @see https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-autocomplete */
test('more than 25 suggestions are refused', async () => {
  await using chat = await startChat([
    {
      name: 'kubectl',
      description: 'Runs kubectl',
      options: [{type: ApplicationCommandOptionType.String, name: 'command', description: 'x', autocomplete: true}],
    },
  ]);
  const refused = Promise.withResolvers<unknown>();
  chat.onInteraction(async (interaction) => {
    if (!interaction.isAutocomplete()) return;
    const choices = Array.from({length: 26}, (_, index) => ({name: `${index}`, value: `${index}`}));
    await interaction.respond(choices).catch(refused.resolve);
    await chat.control('POST', '/clock', {advanceMs: 3_000});
  });
  const line = '/kubectl command:g';
  const reply = await chat.control('POST', '/autocomplete', {user: 'ada', channel: 'workshop', line});
  expect(await refused.promise).toMatchObject({status: 400, code: 50_035});
  expect(reply).toMatchObject({status: 504, body: {error: expect.stringContaining('in time')}});
});

/** @see https://docs.discord.com/developers/interactions/receiving-and-responding#delete-original-interaction-response */
test('a deferred answer can be taken back', async () => {
  await using chat = await startChat([kubectl]);
  chat.onInteraction(async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    await interaction.deferReply();
    await interaction.deleteReply();
  });
  const id = await chat.run('ada', '/kubectl command:get pods');
  await settledAs(chat, id, 'answered');
  expect(await chat.messages('ada')).toEqual([]);
});
