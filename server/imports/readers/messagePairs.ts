import { isMessages, turnsOfMessages } from '../messages.ts';
import { draftsOfPair } from '../pair.ts';
import { type Reader, without } from '../reader.ts';
import { splitPrompt } from './trlPreference.ts';

/** Preference pairs of whole conversations, as LLaMA-Factory has them since its version 1. */
export const messagePairs: Reader = {
  name: 'message-pairs',
  label: 'Preference pairs of messages, LLaMA-Factory v1',
  shape: '`chosen_messages` and `rejected_messages`, messages each; `prompt_messages`',
  recognises: ({ chosen_messages, rejected_messages }) =>
    isMessages(chosen_messages) && isMessages(rejected_messages),
  read(row, { splitting }) {
    const { prompt_messages } = row;
    const asked =
      prompt_messages == null ? [] : turnsOfMessages(prompt_messages, 'prompt_messages');
    const pair = splitPrompt(asked, {
      chosen: turnsOfMessages(row['chosen_messages'], 'chosen_messages'),
      rejected: turnsOfMessages(row['rejected_messages'], 'rejected_messages'),
    });
    const meta = without(row, 'prompt_messages', 'chosen_messages', 'rejected_messages');
    return draftsOfPair(pair.asked, { answers: pair.answers, meta, splitting });
  },
};
