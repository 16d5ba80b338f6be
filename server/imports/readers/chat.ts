import { draftOf } from '../conversation.ts';
import { isMessages, turnsOfMessages } from '../messages.ts';
import { type Reader, without } from '../reader.ts';

/** Chats as OpenAI's API has them: content as a text or in parts, reasoning beside it, calls of tools. */
export const chat: Reader = {
  name: 'chat',
  label: 'OpenAI chat',
  shape:
    '`messages` of `role` and `content` (a text, or parts of `type` and `text`); `reasoning_content`, `tool_calls`, `weight`; `tools`',
  recognises: ({ messages }) => isMessages(messages),
  read: (row, { splitting }) => [
    draftOf(turnsOfMessages(row['messages'], 'messages'), {
      meta: without(row, 'messages'),
      splitting,
    }),
  ],
};
