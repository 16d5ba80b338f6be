import type uPlot from 'uplot';

type Group = { needed: Map<uPlot, number>; width: number };

const LEAST = 56;
const groups = new Map<string, Group>();

/** The room for labels beside charts of one key: 56 pixels, or what the widest needs, so that a step is at one place in all. */
export function createGutter(key: string) {
  const group: Group = groups.get(key) ?? { needed: new Map(), width: LEAST };
  groups.set(key, group);

  function settle(from: uPlot) {
    const width = Math.max(LEAST, ...group.needed.values());
    if (width === group.width) return;
    group.width = width;
    queueMicrotask(() => {
      for (const plot of group.needed.keys()) if (plot !== from) plot.redraw(false, true);
    });
  }

  return {
    /** The room that a chart gets when it needs so many pixels. */
    widthFor(plot: uPlot, needed: number): number {
      group.needed.set(plot, needed);
      settle(plot);
      return group.width;
    },
    leave(plot: uPlot) {
      group.needed.delete(plot);
      settle(plot);
    },
  };
}
