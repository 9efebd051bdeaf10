import {ComponentType, TextInputStyle, type APIModalInteractionResponseCallbackData} from 'discord-api-types/v10';
import type {ChatWindow} from '#src/chat/window.ts';
import {cut} from '#src/views/cut.ts';
import {modalTitleLimit} from './limits.ts';

/** A window as Discord takes it. */
export function toModal({id, title, field}: ChatWindow): APIModalInteractionResponseCallbackData {
  return {
    custom_id: id,
    title: cut(title, modalTitleLimit),
    components: [
      {
        type: ComponentType.Label,
        label: field.label,
        ...(field.description === undefined ? {} : {description: field.description}),
        component: {
          type: ComponentType.TextInput,
          custom_id: field.id,
          style: field.isLong ? TextInputStyle.Paragraph : TextInputStyle.Short,
          max_length: field.maxLength,
          required: true,
          ...(field.text === undefined ? {} : {value: field.text}),
        },
      },
    ],
  };
}
