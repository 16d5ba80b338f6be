declare global {
  var smoothness: { longTasks: number[]; slowestFrame: number; redraws: Map<object, number> };
}

/** Counts, in a page and from its beginning, what a reader feels of how busy it is. */
export function observe(): void {
  globalThis.smoothness = { longTasks: [], slowestFrame: 0, redraws: new Map() };
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) smoothness.longTasks.push(duration);
  }).observe({ type: 'longtask' });

  let last = performance.now();
  const onFrame = () => {
    const now = performance.now();
    smoothness.slowestFrame = Math.max(smoothness.slowestFrame, now - last);
    last = now;
    requestAnimationFrame(onFrame);
  };
  requestAnimationFrame(onFrame);

  // Every time that a chart is drawn it begins with an empty canvas.
  const { clearRect } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.clearRect = function (...rectangle) {
    smoothness.redraws.set(this.canvas, (smoothness.redraws.get(this.canvas) ?? 0) + 1);
    clearRect.apply(this, rectangle);
  };
}
