import { useLocation } from '@solidjs/router';
import { createEffect, createMemo, createSignal, on, Show } from 'solid-js';
import { Problem } from '../graphql/Problem.tsx';
import { createKeys } from '../shell/keys/keys.ts';
import { countText, numberText } from '../ui/format/number.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { createLogSearch } from './createLogSearch.ts';
import { createRunLog } from './createRunLog.ts';
import type { LogLook } from './LogLineRow.tsx';
import { LogList, type LogListHandle } from './LogList.tsx';
import { LogToolbar } from './LogToolbar.tsx';
import { type RowChoice, rowsOf } from './lines.ts';
import { createLogSettings, lineInHash } from './logSettings.ts';
import css from './RunLog.module.css';
import { RunOutput } from './RunOutput.tsx';

/** What a run prints, as it prints it, and all that it printed. */
export function RunLog(props: { runId: string; lineCount: number; isEnded: boolean }) {
  const location = useLocation();
  const settings = createLogSettings();
  const log = createRunLog(props.runId, { startAt: lineInHash(location.hash) ?? undefined });
  const choice: RowChoice = {
    get stream() {
      return settings.stream();
    },
    get isRaw() {
      return settings.isRaw();
    },
  };
  const rows = createMemo(() => rowsOf(log.state()?.lines ?? [], choice));
  const search = createLogSearch(log, { find: settings.find, rows, choice });
  const lines = createMemo(() => {
    const { lines = [], total = 0 } = log.state() ?? {};
    return { first: lines[0]?.seq ?? 0, last: lines.at(-1)?.seq ?? 0, total };
  });
  // What could not be read is not asked for again and again while one looks at where it would be.
  const mayRead = () => !log.isReading() && log.failure() === undefined;
  const [seen, setSeen] = createSignal(0);
  const [list, setList] = createSignal<LogListHandle>();
  let field: HTMLInputElement | undefined;

  const setFollowing = (isFollowing: boolean) => {
    if (log.isFollowing() && !isFollowing) setSeen(lines().total);
    if (!isFollowing || log.isAtEnd()) log.setFollowing(isFollowing);
  };
  const reveal = async (seq: number) => {
    setFollowing(false);
    if (seq < lines().first || seq > lines().last) await log.goTo(seq);
    list()?.reveal(seq);
  };
  const toEnd = async () => {
    if (!log.isAtEnd()) await log.goToEnd();
    log.setFollowing(true);
    list()?.toEnd();
  };
  const step = (by: 1 | -1) => {
    const seq = search.step(by, by > 0 ? 0 : lines().last + 1);
    if (seq !== null) reveal(seq);
  };
  createEffect(
    on([() => lineInHash(location.hash), list], ([seq, opened]) => {
      if (seq !== null && opened) reveal(seq);
    }),
  );
  createKeys({
    '/': () => field?.focus(),
    n: () => step(1),
    N: () => step(-1),
    j: () => list()?.step(1),
    k: () => list()?.step(-1),
    g: () => reveal(1),
    G: toEnd,
  });
  const look: LogLook = {
    get isWrapped() {
      return settings.isWrapped();
    },
    get hasTimes() {
      return settings.hasTimes();
    },
    get target() {
      return lineInHash(location.hash);
    },
    get current() {
      return search.current();
    },
    get find() {
      return settings.find();
    },
  };
  return (
    <section class={css['log']} aria-label="Log" aria-busy={log.isReading()}>
      <Problem failure={log.failure()} retry={log.retry} />
      <Show when={log.state()} fallback={<Skeleton width="60%" />}>
        <Show
          when={lines().total > 0}
          fallback={<RunOutput runId={props.runId} isEnded={props.isEnded} />}
        >
          <LogToolbar
            runId={props.runId}
            settings={settings}
            search={search}
            lines={lines()}
            step={step}
            field={(element) => {
              field = element;
            }}
          />
          <div class={css['log-frame']}>
            <LogList
              rows={rows}
              look={look}
              isFollowing={log.isFollowing()}
              isReading={log.isReading()}
              onFollow={setFollowing}
              onNearStart={() => mayRead() && lines().first > 1 && log.loadOlder()}
              onNearEnd={() => mayRead() && !log.isAtEnd() && log.loadNewer()}
              handle={setList}
            />
            <Show when={!log.isFollowing()}>
              <button type="button" class={css['log-pill']} onClick={toEnd}>
                ↓{' '}
                {lines().total > seen() && seen() > 0
                  ? countText(lines().total - seen(), 'new line')
                  : 'Jump to the end'}
              </button>
            </Show>
          </div>
          <p class={css['log-end']}>
            <span>
              Lines {numberText(lines().first)} to {numberText(lines().last)} of{' '}
              {numberText(lines().total)} in memory
              {settings.stream() ? `, ${numberText(rows().length)} shown` : ''}
            </span>
            <Show when={lines().first > 1}>
              <button type="button" data-look="link" onClick={() => reveal(1)}>
                First line
              </button>
            </Show>
            <span>
              {log.isFollowing() && !props.isEnded
                ? 'Following'
                : props.isEnded
                  ? 'Ended'
                  : 'Not following'}
            </span>
          </p>
        </Show>
      </Show>
    </section>
  );
}
