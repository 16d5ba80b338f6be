import { useSearchParams } from '@solidjs/router';
import { createSignal, onCleanup } from 'solid-js';
import { isFlag, type Understood } from '../address/understood.ts';
import type { StepRange } from '../ui/chart/zoomed.ts';
import { throttle } from '../ui/throttle.ts';

const WEIGHT = 0.6;
const GREATEST_WEIGHT = 0.99;
const WAIT = 300;

export type ChartSettings = ReturnType<typeof createChartSettings>;

/** How charts are shown, as the address says. */
export function createChartSettings() {
  const [search, setSearch] = useSearchParams();
  const [weight, setWeight] = createSignal(weightOf(search['smooth']));
  const put = (parameters: Record<string, string | null>) =>
    setSearch(parameters, { replace: true, scroll: false });
  // Browsers refuse to change the address as often as a slider moves.
  const putWeight = throttle(
    (value: number) => put({ smooth: value === WEIGHT ? null : String(value) }),
    WAIT,
  );
  onCleanup(putWeight.stop);
  return {
    weight,
    setWeight(value: number) {
      setWeight(value);
      putWeight.call(value);
    },
    isLog: () => search['log'] === '1',
    setLog: (isLog: boolean) => put({ log: isLog ? '1' : null }),
    isTable: () => search['table'] === '1',
    setTable: (isTable: boolean) => put({ table: isTable ? '1' : null }),
    range: (): StepRange | null => rangeOf(search['steps']),
    setRange: (range: StepRange | null) =>
      put({ steps: range && `${Math.floor(range[0])}-${Math.ceil(range[1])}` }),
  };
}

/** What of charts an address can say. */
export const UNDERSTOOD_OF_CHARTS: Understood = {
  smooth: isWeight,
  log: isFlag,
  table: isFlag,
  steps: (text) => rangeOf(text) !== null,
};

type Parameter = string | string[] | undefined;

function weightOf(text: Parameter): number {
  return isWeight(String(text)) ? Number(text) : WEIGHT;
}

function isWeight(text: string): boolean {
  return text.trim() !== '' && Number(text) >= 0 && Number(text) <= GREATEST_WEIGHT;
}

function rangeOf(text: Parameter): StepRange | null {
  const [, from, to] = /^(\d+)-(\d+)$/.exec(String(text)) ?? [];
  return from !== undefined && Number(to) > Number(from) ? [Number(from), Number(to)] : null;
}
