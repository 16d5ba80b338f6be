import { For, Show } from 'solid-js';
import { spansOf } from '../../ui/ansi.ts';
import { numberText } from '../../ui/number.ts';
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
  const isCut = () => line().text.length > MOST_CHARS;
  const spans = () => spansOf(isCut() ? line().text.slice(0, MOST_CHARS) : line().text);
  return (
    <div
      ref={props.ref}
      class="log-line"
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
      <span class="log-text">
        <For each={spans()}>
          {(span) =>
            span.style ? (
              <span style={span.style}>
                <Marked text={span.text} find={props.look.find} />
              </span>
            ) : (
              <Marked text={span.text} find={props.look.find} />
            )
          }
        </For>
        <Show when={isCut()}>
          <em>… {numberText(line().text.length)} characters; the download has all</em>
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

/** A text in which each place of another is marked. */
function Marked(props: { text: string; find: string }) {
  return (
    <Show when={props.find} fallback={props.text}>
      <For each={parts(props.text, props.find)}>
        {(part, index) => (index() % 2 === 1 ? <mark>{part}</mark> : part)}
      </For>
    </Show>
  );
}

/** A text around and at each place where another is found, in either case. */
function parts(text: string, find: string): string[] {
  const found: string[] = [];
  const [here, wanted] = [text.toLowerCase(), find.toLowerCase()];
  let start = 0;
  for (let at = here.indexOf(wanted); at >= 0; at = here.indexOf(wanted, start)) {
    found.push(text.slice(start, at), text.slice(at, at + wanted.length));
    start = at + wanted.length;
  }
  return [...found, text.slice(start)];
}

const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

function timeOf(at: string): string {
  return clock.format(Date.parse(at));
}
