import type { JsonObject } from '../../json.ts';
import { isMessages } from '../messages.ts';
import { isObject, type Reader } from '../reader.ts';
import { chat } from './chat.ts';

/** Blocks of typed content, as LLaMA-Factory has them since its version 1. */
export const blocks: Reader = {
  name: 'blocks',
  label: 'Typed blocks, LLaMA-Factory v1',
  shape:
    '`messages` of `role` and `content` in blocks of `type` (`text`, `reasoning`, `tool_call`, `tool_result`) and `value`; `loss_weight`; `tools`',
  recognises: ({ messages }) => isMessages(messages) && messages.some(isInBlocks),
  takes: chat.recognises,
  read: chat.read,
};

function isInBlocks({ content, loss_weight }: JsonObject): boolean {
  if (typeof loss_weight === 'number') return true;
  return Array.isArray(content) && content.some((part) => isObject(part) && 'value' in part);
}
