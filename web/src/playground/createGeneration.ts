import { type Accessor, createSignal, onCleanup } from 'solid-js';
import { createStore, reconcile } from 'solid-js/store';
import { type Answers, after } from './answers.ts';
import { BROKEN_OFF, generate, type Question, type Subject } from './generation.ts';

/** One generation at a time, and what came of the last. */
export type Generation = {
  answers: Answers;
  /** Whether one is at work. */
  isAtWork: Accessor<boolean>;
  /** When the last one was begun, in milliseconds; null before there is one. */
  since: Accessor<number | null>;
  isStopped: Accessor<boolean>;
  start: (subject: Subject, question: Question) => Promise<void>;
  stop: () => void;
};

const NOTHING: Answers = { phase: 'asked', answers: [] };

export function createGeneration(): Generation {
  const [answers, setAnswers] = createStore<Answers>(NOTHING);
  const [since, setSince] = createSignal<number | null>(null);
  const [isAtWork, setAtWork] = createSignal(false);
  const [isStopped, setStopped] = createSignal(false);
  let work: AbortController | undefined;
  onCleanup(() => work?.abort());

  async function start(subject: Subject, question: Question): Promise<void> {
    work?.abort();
    work = new AbortController();
    const { signal } = work;
    let now = NOTHING;
    const show = (next: Answers) => {
      now = next;
      setAnswers(reconcile(now));
    };
    show(now);
    setSince(Date.now());
    setStopped(false);
    setAtWork(true);
    try {
      for await (const event of generate(subject, question, signal)) show(after(now, event));
      const isWhole = now.answers.length > 0 && now.answers.every(({ isDone }) => isDone);
      if (!isWhole && now.problem === undefined) show({ ...now, problem: BROKEN_OFF });
    } catch (error) {
      if (signal.aborted) return;
      show({ ...now, problem: Object(error).message });
    } finally {
      if (work?.signal === signal) setAtWork(false);
    }
  }

  function stop(): void {
    work?.abort();
    setStopped(true);
    setAtWork(false);
  }

  return { answers, isAtWork, since, isStopped, start, stop };
}
