import { type Accessor, createSignal } from 'solid-js';

/** What was asked in this tab: a prompt, and what a system said before it. */
export type AskedPrompt = { prompt: string; system: string };

const NAME = 'playground prompts';
const MOST = 20;

/** The prompts that were asked in this tab, the last first, each once. */
export function createPrompts(): [
  prompts: Accessor<AskedPrompt[]>,
  add: (prompt: AskedPrompt) => void,
] {
  const [prompts, setPrompts] = createSignal(kept());
  const add = (asked: AskedPrompt) => {
    const others = prompts().filter(
      ({ prompt, system }) => prompt !== asked.prompt || system !== asked.system,
    );
    setPrompts([asked, ...others].slice(0, MOST));
    keep(prompts());
  };
  return [prompts, add];
}

function keep(prompts: AskedPrompt[]): void {
  try {
    sessionStorage.setItem(NAME, JSON.stringify(prompts));
  } catch {
    // Long ones may not fit: they are there until the page is left.
  }
}

function kept(): AskedPrompt[] {
  return JSON.parse(sessionStorage.getItem(NAME) ?? '[]');
}
