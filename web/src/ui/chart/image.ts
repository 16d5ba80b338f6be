import type { Plot } from './Chart.tsx';
import type { ChartLine } from './line.ts';

const HEADER = 44;

/** A chart as a PNG, with its title, its lines' names and the page's background. */
export function chartImage(
  plot: Plot,
  { title, lines }: { title: string; lines: ChartLine[] },
): Promise<Blob> {
  const source = plot.canvas();
  const scale = devicePixelRatio;
  const canvas = document.createElement('canvas');
  canvas.width = source.width;
  canvas.height = source.height + HEADER * scale;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('Expected the browser to draw, got no canvas');
  context.fillStyle = plot.resolve('var(--surface)');
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(source, 0, HEADER * scale);
  context.scale(scale, scale);
  context.fillStyle = plot.resolve('var(--ink)');
  context.font = '600 14px system-ui, sans-serif';
  context.fillText(title, 12, 18);
  context.font = '12px system-ui, sans-serif';
  let x = 12;
  for (const { label, color, dash } of lines) {
    context.strokeStyle = plot.resolve(color);
    context.lineWidth = 2.5;
    context.setLineDash(dash ?? []);
    context.beginPath();
    context.moveTo(x, 33);
    context.lineTo(x + 18, 33);
    context.stroke();
    context.fillText(label, x + 24, 37);
    x += 44 + context.measureText(label).width;
  }
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The image is too large')))),
  );
}
