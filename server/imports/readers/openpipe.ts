import { isMessages, turnOfMessage, turnsOfMessages } from '../messages.ts';
import { draftsOfPair } from '../pair.ts';
import { type Reader, without } from '../reader.ts';
import { chat } from './chat.ts';

/** OpenPipe: chats with the side of a split they are on, and perhaps an answer that was rejected. */
export const openpipe: Reader = {
  name: 'openpipe',
  label: 'OpenPipe',
  shape: '`messages`, `tools`, `tool_choice`, `split`; `rejected_message`',
  recognises: (row) =>
    isMessages(row['messages']) &&
    ['split', 'tool_choice', 'rejected_message'].some((name) => name in row),
  takes: chat.recognises,
  read(row, { splitting }) {
    if (row['rejected_message'] == null) return chat.read(row, { splitting });
    const turns = turnsOfMessages(row['messages'], 'messages');
    const rejected = turnOfMessage(row['rejected_message'], 'rejected_message');
    return draftsOfPair(turns.slice(0, -1), {
      answers: [
        { preferred: 'chosen', turns: turns.slice(-1) },
        { preferred: 'rejected', turns: [rejected] },
      ],
      meta: without(row, 'messages', 'rejected_message'),
      splitting,
    });
  },
};
