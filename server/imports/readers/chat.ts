import { draftOf, type SpokenTurn } from '../conversation.ts';
import { kindOf, type Reader, UnreadableRow, without } from '../reader.ts';

/** Chats as OpenAI's API has them: content as a text or in parts, reasoning beside it, calls of tools. Typed blocks of
 * `value` are read likewise. */
export const chat: Reader = {
  name: 'chat',
  label: 'OpenAI chat, typed blocks',
  shape:
    '`messages` of `role` and `content` (a text, or parts of `type` and `text` or `value`); `reasoning_content`, `tool_calls`; `tools`',
  recognises: ({ messages }) =>
    Array.isArray(messages) &&
    messages.length > 0 &&
    messages.every((one) => 'role' in Object(one)),
  read(row) {
    const messages = row['messages'];
    if (!Array.isArray(messages)) {
      throw new UnreadableRow(`Expected \`messages\` to be a list, got ${kindOf(messages)}`);
    }
    const turns = messages.map((message, index) => turnOf(Object(message), `messages[${index}]`));
    return [draftOf(turns, without(row, 'messages'))];
  },
};

type Message = Record<string, unknown>;

function turnOf(message: Message, place: string): SpokenTurn {
  const role = ROLES[String(message['role'])];
  if (!role) {
    throw new UnreadableRow(
      `Expected \`${place}.role\` to be one of ${Object.keys(ROLES).join(', ')}, got ${JSON.stringify(message['role']) ?? 'nothing'}`,
    );
  }
  const parts = partsOf(message['content'], place);
  const textOf = (...types: string[]) =>
    parts.flatMap(({ type, text }) => (types.includes(type) ? [text] : [])).join('\n\n');
  const calls = Array.isArray(message['tool_calls'])
    ? message['tool_calls'].map((call) => JSON.stringify(Object(call).function ?? call))
    : [];
  const said = [textOf('text', 'tool_call', 'tool_result'), ...calls].filter((text) => text !== '');
  const thought = [message['reasoning_content'], message['reasoning'], textOf('reasoning')].find(
    (text): text is string => typeof text === 'string' && text.trim() !== '',
  );
  return {
    role,
    content: said.join('\n\n'),
    isCall: calls.length > 0 || parts.some(({ type }) => type === 'tool_call'),
    ...(thought === undefined ? {} : { reasoning: thought }),
  };
}

function partsOf(content: unknown, place: string): { type: string; text: string }[] {
  if (content == null) return [];
  if (typeof content === 'string') return [{ type: 'text', text: content }];
  if (!Array.isArray(content)) {
    throw new UnreadableRow(`Expected \`${place}.content\` to be a text, got ${kindOf(content)}`);
  }
  return content.map((part: unknown, index) => {
    const { type, text, value } = Object(part);
    const words = text ?? value;
    if (!TYPES.includes(type) || typeof words !== 'string') {
      throw new UnreadableRow(
        `Expected \`${place}.content[${index}]\` to be one of ${TYPES.join(', ')} with its text, got ${JSON.stringify(type) ?? kindOf(part)}`,
      );
    }
    return { type, text: words };
  });
}

const TYPES = ['text', 'reasoning', 'tool_call', 'tool_result'];

const ROLES: Record<string, SpokenTurn['role']> = {
  system: 'system',
  developer: 'system',
  user: 'user',
  assistant: 'assistant',
  tool: 'tool',
  function: 'tool',
};
