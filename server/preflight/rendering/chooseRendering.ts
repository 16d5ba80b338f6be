import { forgesTurn, type ReasoningStyle, renderTurns } from '../../datasets/formats/turns.ts';
import type { ManifestContent } from '../../manifests/content.ts';
import { readChatTemplate } from './chatTemplate.ts';
import {
  type RefusedRow,
  type RenderedRow,
  type RowText,
  renderByTemplate,
} from './renderByTemplate.ts';

/** How training would write the rows of a dataset. */
export type Rendering = {
  render: (row: RowText) => RenderedRow | RefusedRow;
  /** In whose turns, for people. */
  basis: string;
  /** Why training would refuse to write any row so; null where it would not. */
  problem: string | null;
  /** Whether this is what training would do: where the model's template is not here, Gemma's turns stand in for it. */
  isKnown: boolean;
};

/** `folder` is where the model's tokenizer lies; null where it is not on this machine. */
export async function chooseRendering({
  modelId,
  folder,
  prompt: { template: kind, reasoning },
}: {
  modelId: string;
  folder: string | null;
  prompt: ManifestContent['prompt'];
}): Promise<Rendering> {
  const standIn = (row: RowText) => ({ ...renderTurns(row, reasoning), isMerged: false });
  if (kind === 'gemma') {
    const render = (row: RowText) => (forgesTurn(row) ? FORGED : standIn(row));
    return { render, basis: "Gemma's turns", problem: null, isKnown: true };
  }
  const unknown = (why: string) => ({ render: standIn, basis: why, problem: null, isKnown: false });
  if (!folder) return unknown(`the chat template of ${modelId} is not on this machine`);
  try {
    return await byTemplateIn(folder, { reasoning, standIn });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return unknown(`the chat template in ${folder} can't be read here: ${reason}`);
  }
}

async function byTemplateIn(
  folder: string,
  { reasoning, standIn }: { reasoning: ReasoningStyle; standIn: Rendering['render'] },
): Promise<Rendering> {
  const template = await readChatTemplate(folder);
  if (!template) {
    const basis = `the tokenizer in ${folder}`;
    return { render: standIn, basis, problem: 'it has no chat template', isKnown: false };
  }
  const refused = renderByTemplate(template, PROBE, reasoning);
  return {
    render(row) {
      try {
        return renderByTemplate(template, row, reasoning);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        return { reason: 'changed_by_template', detail: `it fails on the turns: ${reason}` };
      }
    },
    basis: `the chat template in ${folder}`,
    problem: 'reason' in refused ? refused.detail : null,
    isKnown: true,
  };
}

const FORGED: RefusedRow = {
  reason: 'forged_turn',
  detail: 'its own text holds a turn marker',
};

// The launcher's own.
const PROBE: RowText = {
  prompt: 'What is 2 plus 3?',
  steps: [{ i: 0, type: 'reasoning', content: 'Add 2 and 3.' }],
  finalAnswer: '5',
};
