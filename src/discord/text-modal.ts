import {ComponentType, TextInputStyle, type APIModalInteractionResponseCallbackData} from 'discord-api-types/v10';
import {cut} from '#src/views/cut.ts';
import {modalTitleLimit} from './limits.ts';

/** The one field of the window. */
export const textField = 'text';

/** A window that asks for one text. `custom_id` begins with the name of the command that takes it. */
export function textModal(asked: {
  readonly id: string;
  readonly title: string;
  readonly label: string;
  readonly description: string;
  readonly isLong: boolean;
  /** In characters. */
  readonly maxLength: number;
}): APIModalInteractionResponseCallbackData {
  return {
    custom_id: asked.id,
    title: cut(asked.title, modalTitleLimit),
    components: [
      {
        type: ComponentType.Label,
        label: asked.label,
        description: asked.description,
        component: {
          type: ComponentType.TextInput,
          custom_id: textField,
          style: asked.isLong ? TextInputStyle.Paragraph : TextInputStyle.Short,
          max_length: asked.maxLength,
          required: true,
        },
      },
    ],
  };
}
