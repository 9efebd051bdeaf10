import {ComponentType, TextInputStyle, type APIModalInteractionResponseCallbackData} from 'discord-api-types/v10';
import {cut} from '#src/views/cut.ts';
import {customIdLimit, modalTitleLimit, textInputLimit} from './limits.ts';

/** The field of the window that holds the text. */
export const editorField = 'yaml';

/** A window with `yaml` in it to be changed; undefined when the text or the id is longer than a window can hold. */
export function editorModal(editor: {
  id: string;
  title: string;
  yaml: string;
}): APIModalInteractionResponseCallbackData | undefined {
  const {id, title, yaml} = editor;
  if (yaml.length > textInputLimit || id.length > customIdLimit) return undefined;
  return {
    custom_id: id,
    title: cut(title, modalTitleLimit),
    components: [
      {
        type: ComponentType.Label,
        label: 'YAML',
        component: {
          type: ComponentType.TextInput,
          custom_id: editorField,
          style: TextInputStyle.Paragraph,
          max_length: textInputLimit,
          required: true,
          value: yaml,
        },
      },
    ],
  };
}
