import { createMemo, For, Show } from 'solid-js';
import { numberText } from '../ui/format/number.ts';
import { plainText, spansOf } from './ansi.ts';
import { markFound, shownPart } from './find.ts';
import css from './LogLineRow.module.css';
import type { LogRow } from './lines.ts';

/** How rows are shown. */
export type LogLook = {
  isWrapped: boolean;
  hasTimes: boolean;
  /** The line that the address points at. */
  target: number | null;
  /** The line that the search is at. */
  current: number | null;
  find: string;
};

const MOST_CHARS = 5_000;

/** A line with its number, which is a link to it. */
export function LogLineRow(props: {
  row: LogRow;
  look: LogLook;
  ref: (element: HTMLDivElement) => void;
}) {
  const line = () => props.row.line;
  const plain = createMemo(() => plainText(line().text));
  const shown = createMemo(() => shownPart(plain(), { find: props.look.find, most: MOST_CHARS }));
  const spans = createMemo(() => {
    const { part, found } = shown();
    return markFound(spansOf(line().text, part), { start: part.start, found });
  });
  return (
    <div
      ref={props.ref}
      class={css['log-line']}
      data-line={line().seq}
      data-stream={line().stream}
      data-target={props.look.target === line().seq}
      data-current={props.look.current === line().seq}
    >
      <a href={`#L${line().seq}`} rel="external" tabindex="-1" aria-label={`Line ${line().seq}`}>
        {line().seq}
      </a>
      <Show when={props.look.hasTimes}>
        <time datetime={line().at}>{timeOf(line().at)}</time>
      </Show>
      <span class={css['log-text']} dir="auto" data-testid="log-text">
        <Show when={shown().part.start > 0}>
          <em>{numberText(shown().part.start)} characters before … </em>
        </Show>
        <For each={spans()}>
          {({ text, style, isFound }) => {
            if (isFound) return <mark style={style}>{text}</mark>;
            return style ? <span style={style}>{text}</span> : text;
          }}
        </For>
        <Show when={shown().part.end < plain().length}>
          <em>… {numberText(plain().length)} characters; the download has all</em>
        </Show>
        <Show when={props.row.overwrote > 0}>
          <em title="Lines that ended in a carriage return, and were overwritten">
            {' '}
            ⟲ {numberText(props.row.overwrote)}
          </em>
        </Show>
      </span>
    </div>
  );
}

const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

function timeOf(at: string): string {
  return clock.format(Date.parse(at));
}
