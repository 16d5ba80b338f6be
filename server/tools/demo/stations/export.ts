import { join } from 'node:path';
import { EXPORT_DATASET } from '../operations.ts';
import { countText, size } from '../terminal.ts';
import type { Built } from './datasets.ts';
import type { Demo } from './station.ts';

const FORMATS = ['TRACE', 'TUNIX_SFT', 'TRAINING_EXAMPLE'];

/** Exports a dataset in every format. */
export async function takeExport(demo: Demo, { key }: Built): Promise<void> {
  const { client, terminal, home, shownPath } = demo;
  const since = performance.now();
  const files = [];
  for (const format of FORMATS) {
    terminal.progress(`exporting ${key} as ${format}`);
    files.push(await client.send(EXPORT_DATASET, { input: { datasetKey: key, format } }));
  }
  terminal.station({ name: 'Export', operations: [EXPORT_DATASET.title], since });
  for (const [index, { recordCount, bytes, sha256, url, forgedTurns }] of files.entries()) {
    terminal.row(
      FORMATS[index] ?? '',
      `${countText(recordCount, 'record')}, ${size(bytes)}`,
      'bold',
    );
    terminal.row('  sha256', sha256);
    // The server keeps an export below its home under the path of its address.
    terminal.row('  file', shownPath(join(home, url)));
    if (forgedTurns.length > 0) {
      const rows = countText(forgedTurns.length, 'row');
      terminal.row('  forged turns', `${rows}, the first is row ${forgedTurns[0]?.row}`, 'yellow');
    }
  }
}
