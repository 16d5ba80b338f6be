import { createMemo, createSignal, Show } from 'solid-js';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { numberText } from '../../ui/format/number.ts';
import { textLength } from '../textLength.ts';
import css from './Passage.module.css';

// A long passage begins folded, so that the next one is in reach.
const LONG = 1_500;
const BEGINNING = 700;

/** Whether a text is one to fold. */
export function isLong(text: string): boolean {
  return text.length > LONG;
}

/** A text of a trace. Folded, it shows its beginning. A number makes it a step, which has an address. */
export function Passage(props: {
  id: string;
  title: string;
  text: string;
  number?: number;
  isFoldable?: boolean;
  isLinked: boolean;
  isAnswer?: boolean;
}) {
  let content: HTMLParagraphElement | undefined;
  const [isOpen, setIsOpen] = createSignal(false);
  const isFolded = () => props.isFoldable && !isOpen() && !props.isLinked && isLong(props.text);
  const length = createMemo(() => textLength(props.text));
  // Not between the two halves of a character.
  const shown = () => (isFolded() ? props.text.slice(0, BEGINNING).toWellFormed() : props.text);
  return (
    <section
      id={props.id}
      class={css['passage']}
      data-linked={props.isLinked}
      data-answer={props.isAnswer}
      aria-label={props.number === undefined ? props.title : `Step ${props.number}, ${props.title}`}
    >
      <header>
        <Show when={props.number !== undefined} fallback={<h2>{props.title}</h2>}>
          <a href={`#${props.id}`} title="Link to this step">
            {props.number}
          </a>
          <h3>{props.title}</h3>
        </Show>
        <span class={css['passage-length']}>{numberText(length())} characters</span>
        <CopyButton text={props.text} source={() => content} />
      </header>
      <p class={css['passage-text']} dir="auto" ref={content} data-folded={isFolded()}>
        {shown()}
      </p>
      <Show when={isFolded()}>
        <button type="button" onClick={() => setIsOpen(true)}>
          Show all {numberText(length())} characters
        </button>
      </Show>
    </section>
  );
}
