import { createSignal, onCleanup } from 'solid-js';
import { type Codec, choice, FLAG } from '../address/codec.ts';
import { createAddressValue } from '../address/createAddressValue.ts';
import type { ShownRange } from '../ui/chart/zoomed.ts';
import { throttle } from '../ui/throttle.ts';

const WEIGHT = 0.6;
const GREATEST_WEIGHT = 0.99;
const WAIT = 300;

export type ChartSettings = ReturnType<typeof createChartSettings>;

const weightCodec: Codec<number> = {
  read: (text) =>
    text.trim() && Number(text) >= 0 && Number(text) <= GREATEST_WEIGHT ? Number(text) : undefined,
  print: String,
  initial: WEIGHT,
};

const rangeCodec: Codec<ShownRange | null> = {
  read(text) {
    const [, from, to] = /^(\d+)-(\d+)$/.exec(text) ?? [];
    return from !== undefined && Number(to) > Number(from) ? [Number(from), Number(to)] : undefined;
  },
  print: (range) => (range ? `${Math.floor(range[0])}-${Math.ceil(range[1])}` : ''),
  initial: null,
};

/** The axis of values: `1` for a logarithmic one, `0` for a linear one; by what they are where nothing is said. */
const axisCodec = choice(['0', '1'], null);

/** What of charts an address can say. */
export const CHART_CODECS = { smooth: weightCodec, log: axisCodec, table: FLAG, steps: rangeCodec };

/** How charts are shown, as the address says. */
export function createChartSettings() {
  const [inAddress, put] = createAddressValue('smooth', CHART_CODECS.smooth);
  const [weight, setWeight] = createSignal(inAddress());
  // Browsers refuse to change the address as often as a slider moves.
  const putWeight = throttle(put, WAIT);
  onCleanup(putWeight.stop);
  const [axis, setAxis] = createAddressValue('log', CHART_CODECS.log);
  const [isTable, setTable] = createAddressValue('table', CHART_CODECS.table);
  const [range, setRange] = createAddressValue('steps', CHART_CODECS.steps);
  return {
    weight,
    setWeight(value: number) {
      setWeight(value);
      putWeight.call(value);
    },
    axis,
    setAxis,
    isTable,
    setTable,
    range,
    setRange,
  };
}
