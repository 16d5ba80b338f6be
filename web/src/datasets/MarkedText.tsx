import css from './MarkedText.module.css';

/** A text that training sees, with what the loss counts marked. */
export function MarkedText(props: { text: { before: string; trained: string } }) {
  return (
    <pre class={css['marked-text']} dir="auto" tabindex="0">
      <span>{props.text.before}</span>
      <mark>{props.text.trained}</mark>
    </pre>
  );
}
