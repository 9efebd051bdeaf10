import {describe, expect, it} from 'vitest';
import {toPayload} from '#src/discord/message-payload.ts';
import {plainMessage} from '#src/chat/chat-message.ts';

const plain = plainMessage('Hello @everyone <@7>');
const withFile = {...plain, files: [{name: 'output.txt', text: 'é\n'}]};

describe('a message as Discord takes it', () => {
  it('takes away what was shown before: buttons, files, everything', () => {
    expect(toPayload(plain)).toEqual({
      body: {content: 'Hello @everyone <@7>', components: [], allowed_mentions: {parse: []}, attachments: []},
      files: [],
    });
  });

  it('notifies nobody but whom it names, whatever it says', () => {
    expect(toPayload(plain).body.allowed_mentions).toEqual({parse: []});
    expect(toPayload({...plain, mentions: ['7']}).body.allowed_mentions).toEqual({parse: [], users: ['7']});
  });

  it('brings its files, each under its own key', () => {
    const {body, files} = toPayload({...plain, files: [...withFile.files, {name: 'b.txt', text: ''}]});
    expect(body.attachments).toEqual([
      {id: '0', filename: 'output.txt'},
      {id: '1', filename: 'b.txt'},
    ]);
    expect(files.map(({name, key, data}) => [name, key, String(data)])).toEqual([
      ['output.txt', 'files[0]', 'é\n'],
      ['b.txt', 'files[1]', ''],
    ]);
  });

  it('brings its picture after its files, with words for those who do not see it', () => {
    const picture = {name: 'class.png', data: Uint8Array.of(1, 2), description: '5 learners'};
    const {body, files} = toPayload({...withFile, picture});
    expect(body.attachments).toEqual([
      {id: '0', filename: 'output.txt'},
      {id: '1', filename: 'class.png', description: '5 learners'},
    ]);
    expect(files[1]).toMatchObject({name: 'class.png', key: 'files[1]', data: Buffer.of(1, 2)});
  });

  it('leaves the files of a message that keeps them as they are', () => {
    const {body, files} = toPayload(withFile, {keepsFiles: true});
    expect(body).not.toHaveProperty('attachments');
    expect(files).toEqual([]);
  });

  it('has its buttons in one row', () => {
    const buttons = [
      {id: 'again:1', label: 'Run it again'},
      {id: 'card:1', label: 'Keep watching'},
    ];
    expect(toPayload({...plain, buttons}).body.components).toEqual([
      {
        type: 1,
        components: [
          {type: 2, style: 2, custom_id: 'again:1', label: 'Run it again'},
          {type: 2, style: 2, custom_id: 'card:1', label: 'Keep watching'},
        ],
      },
    ]);
  });

  it('is for one person alone only when it is told so', () => {
    expect(toPayload(plain, {isEphemeral: true}).body.flags).toBe(64);
    expect(toPayload(plain).body).not.toHaveProperty('flags');
  });
});
