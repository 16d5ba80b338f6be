import {
  createEffect,
  createMemo,
  createSignal,
  Index,
  on,
  onCleanup,
  onMount,
  Show,
  untrack,
} from 'solid-js';
import { numberText } from '../format/number.ts';
import css from './Chart.module.css';
import { type ChartLine, countUnshown, type PointReading, readingAt } from './line.ts';
import { createPlot, type EarlyEnd } from './plot.ts';
import type { ShownRange } from './zoomed.ts';

export type Plot = ReturnType<typeof createPlot>;

/** Lines over steps: drag, + or - to zoom, double-click or Esc to see all, arrow keys to read values. */
export function Chart(props: {
  /** What the chart shows, in words. */
  label: string;
  lines: ChartLine[];
  isLog: boolean;
  /** How the names of lines begin that the others stand back for; none do where it is null. */
  lifted?: string | null;
  syncKey: string;
  /** The steps of all charts of that key, in ascending columns. */
  steps: number[][];
  /** From where to where all of these charts reach at least; as far as there are steps where it is null. */
  reach: ShownRange | null;
  range: ShownRange | null;
  end?: EarlyEnd | null;
  onRange: (range: ShownRange | null) => void;
  valueText: (value: number) => string;
  onPlot?: (plot: Plot) => void;
}) {
  const [hover, setHover] = createSignal<number | null>(null);
  let host: HTMLDivElement | undefined;
  let plot: Plot | undefined;
  const height = () => (host && host.clientWidth < 420 ? 200 : 240);

  const open = () => {
    plot?.destroy();
    if (!host) return;
    plot = createPlot(host, {
      lines: props.lines,
      isLog: props.isLog,
      width: host.clientWidth,
      height: height(),
      syncKey: props.syncKey,
      steps: () => untrack(() => props.steps),
      reach: () => untrack(() => props.reach) ?? [Infinity, -Infinity],
      range: () => untrack(() => props.range),
      end: () => untrack(() => props.end) ?? null,
      onRange: (range) => props.onRange(range),
      onHover: setHover,
    });
    props.onPlot?.(plot);
  };
  const structure = createMemo(() =>
    JSON.stringify([
      props.isLog,
      props.lines.map(({ label, color, dash, ghost }) => [label, color, dash, Boolean(ghost)]),
    ]),
  );

  onMount(() => {
    createEffect(
      on(
        () => props.lifted ?? null,
        (label) => plot?.lift(label),
        { defer: true },
      ),
    );
    // One effect for both: other lines must never come to a plot of these.
    createEffect(
      on(
        [
          structure,
          () => props.lines,
          () => props.range,
          () => props.steps,
          () => props.reach,
          () => props.end,
        ],
        ([wanted, lines], last) => {
          if (wanted === last?.[0]) plot?.setLines(lines);
          else open();
        },
      ),
    );
    const observer = new ResizeObserver(() => host && plot?.setSize(host.clientWidth, height()));
    if (host) observer.observe(host);
    onCleanup(() => {
      observer.disconnect();
      plot?.destroy();
    });
  });

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const zoom = { '+': 0.5, '=': 0.5, '-': 2 }[event.key];
    if (zoom) plot?.zoom(zoom);
    else if (by) plot?.moveCursor(event.shiftKey ? by * 10 : by);
    else if (event.key === 'Escape' && props.range) props.onRange(null);
    else return;
    event.preventDefault();
  };

  return (
    <div class={css['chart']}>
      <ul class={css['chart-legend']}>
        <Index each={props.lines}>
          {(line) => {
            const reading = () => {
              const step = hover();
              return step === null ? null : readingAt(line(), step);
            };
            return (
              <li>
                <svg class={css['chart-key']} viewBox="0 0 20 8" aria-hidden="true">
                  <path
                    d="M1 4h18"
                    stroke={line().color}
                    stroke-width="2.5"
                    stroke-dasharray={line().dash?.join(' ')}
                  />
                </svg>
                <span>{line().label}</span>
                <Show when={reading()} fallback={<output />}>
                  {(at) => (
                    <>
                      <output>{words(at(), props.valueText)}</output>
                      <Show when={at().smoothed}>
                        {(value) => (
                          <span class={css['chart-faint']}>
                            smoothed {props.valueText(value())}
                          </span>
                        )}
                      </Show>
                      <Show when={at().step !== hover()}>
                        <span class={css['chart-faint']}>@ {at().step}</span>
                      </Show>
                    </>
                  )}
                </Show>
                <Show when={props.isLog && countUnshown(line())}>
                  {(count) => (
                    <span class={css['chart-note']}>
                      {numberText(count())} of 0 or less not shown
                    </span>
                  )}
                </Show>
                <Show when={line().note}>
                  {(note) => <span class={css['chart-note']}>{note()}</span>}
                </Show>
              </li>
            );
          }}
        </Index>
      </ul>
      <Show when={hover() !== null}>
        <p class={css['chart-step']}>step {hover()}</p>
      </Show>
      <div
        ref={host}
        class={css['chart-plot']}
        role="img"
        tabindex="0"
        aria-label={props.label}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}

function words({ value, text }: PointReading, valueText: (value: number) => string): string {
  return value === null ? (text ?? '') : valueText(value);
}
