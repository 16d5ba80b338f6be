import { Show } from 'solid-js';
import { ADDRESSES, writeAddress } from '../../../server/addresses.ts';
import { LeftOut } from '../address/LeftOut.tsx';
import { countText, numberText } from '../ui/format/number.ts';
import type { createLogSearch } from './createLogSearch.ts';
import css from './LogToolbar.module.css';
import { LOG_CODECS, type LogSettings } from './logSettings.ts';

/** What is shown of a log, and the search in it. */
export function LogToolbar(props: {
  runId: string;
  settings: LogSettings;
  search: ReturnType<typeof createLogSearch>;
  lines: { first: number; last: number; total: number };
  step: (by: 1 | -1) => void;
  field: (element: HTMLInputElement) => void;
}) {
  const isWhole = () => props.lines.first <= 1 && props.lines.last >= props.lines.total;
  const place = () => {
    const hits = props.search.hits();
    const current = props.search.current();
    return current === null ? 0 : hits.indexOf(current) + 1;
  };
  return (
    <form
      class={css['log-toolbar']}
      aria-label="Log"
      onSubmit={(event) => {
        event.preventDefault();
        props.step(1);
      }}
    >
      <input
        ref={props.field}
        type="search"
        aria-label="Search the log"
        placeholder="Search  /"
        value={props.settings.find()}
        onInput={(event) => props.settings.setFind(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !event.shiftKey) return;
          event.preventDefault();
          props.step(-1);
        }}
      />
      <Show when={props.settings.find()}>
        <output aria-live="polite" data-testid="log-hits">
          {place() > 0 ? `${numberText(place())} of ` : ''}
          {countText(props.search.hits().length, 'line')}
          <Show when={!isWhole() && props.search.scannedUpTo() === null}>
            <span class="faint">
              {' '}
              in lines {numberText(props.lines.first)} to {numberText(props.lines.last)}
            </span>
          </Show>
          <Show when={props.search.isScanning()}>
            <span class="faint">
              {' '}
              · {numberText(props.search.scannedUpTo() ?? 0)} of {numberText(props.lines.total)}{' '}
              searched
            </span>
          </Show>
        </output>
        <button type="button" aria-label="Previous hit" onClick={() => props.step(-1)}>
          ↑
        </button>
        <button type="button" aria-label="Next hit" onClick={() => props.step(1)}>
          ↓
        </button>
        <Show when={!isWhole() && props.search.scannedUpTo() === null}>
          <button type="button" onClick={() => props.search.scanAll()}>
            Search all {numberText(props.lines.total)}
          </button>
        </Show>
      </Show>
      <span class={css['log-options']}>
        <label>
          <span class="visually-hidden">Stream</span>
          <select
            onChange={(event) =>
              props.settings.setStream(LOG_CODECS.stream.read(event.currentTarget.value) ?? null)
            }
          >
            <option value="" selected={props.settings.stream() === null}>
              Both streams
            </option>
            <option value="stdout" selected={props.settings.stream() === 'STDOUT'}>
              stdout
            </option>
            <option value="stderr" selected={props.settings.stream() === 'STDERR'}>
              stderr
            </option>
          </select>
        </label>
        <label>
          <input
            type="checkbox"
            checked={props.settings.isWrapped()}
            onChange={(event) => props.settings.setWrapped(event.currentTarget.checked)}
          />
          Wrap
        </label>
        <label>
          <input
            type="checkbox"
            checked={props.settings.hasTimes()}
            onChange={(event) => props.settings.setTimes(event.currentTarget.checked)}
          />
          Times
        </label>
        <label title="Also show lines that were overwritten, such as each step of a progress bar">
          <input
            type="checkbox"
            checked={props.settings.isRaw()}
            onChange={(event) => props.settings.setRaw(event.currentTarget.checked)}
          />
          Overwritten
        </label>
        <span class={css['log-downloads']}>
          Download
          <a
            href={writeAddress(ADDRESSES.runLog, { id: props.runId }, { stream: 'stdout' })}
            rel="external"
            download={`${props.runId}.stdout.log`}
          >
            stdout
          </a>
          <a
            href={writeAddress(ADDRESSES.runLog, { id: props.runId }, { stream: 'stderr' })}
            rel="external"
            download={`${props.runId}.stderr.log`}
          >
            stderr
          </a>
        </span>
      </span>
      <LeftOut of={LOG_CODECS} />
    </form>
  );
}
