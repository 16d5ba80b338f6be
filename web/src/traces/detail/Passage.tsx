import { createMemo, createSignal, Show } from 'solid-js';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { numberText } from '../../ui/format/number.ts';
import { textLength } from '../textLength.ts';
import css from './Passage.module.css';

// A passage of more lines begins folded, so that the next one is in reach.
const LINES = 12;
const LINE = 72;

/** Whether a text is one to fold. */
export function isLong(text: string): boolean {
  return beginning(text).length < text.length;
}

/** The first lines of a text; of one that has few, as much of it as fills them. */
function beginning(text: string): string {
  const lines = text.split('\n', LINES).join('\n');
  // Not between the two halves of a character.
  return lines.length > LINES * LINE ? lines.slice(0, LINES * LINE).toWellFormed() : lines;
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
  const shown = () => (isFolded() ? beginning(props.text) : props.text);
  return (
    <section
      id={props.id}
      class={css['passage']}
      data-linked={props.isLinked}
      data-answer={props.isAnswer}
      aria-label={props.number === undefined ? props.title : `Step ${props.number}, ${props.title}`}
    >
      <Show when={props.number !== undefined} fallback={<h2>{props.title}</h2>}>
        <a class={css['passage-number']} href={`#${props.id}`} title="Link to this step">
          {props.number}
        </a>
        <h3>{props.title}</h3>
      </Show>
      <div class={css['passage-aside']}>
        <span>{numberText(length())} characters</span>
        <CopyButton text={props.text} source={() => content} />
      </div>
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
