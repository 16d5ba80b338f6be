import { pairsProblem } from '../../manifests/pairsProblem.ts';
import { countRows } from '../count.ts';
import type { Evidence, Finding } from '../evidence.ts';

export function checkDataset({ manifest, dataset, rows }: Evidence): Finding {
  if (dataset.kind === 'PAIRS') return { status: 'FAIL', message: pairsProblem(dataset.key) };
  if (rows.digest !== manifest.data.digest || rows.sha256 !== manifest.data.sha256) {
    return {
      status: 'FAIL',
      message: `The dataset is not the one that the manifest was made from: expected the digest ${manifest.data.digest}, got ${rows.digest}`,
    };
  }
  return {
    status: 'PASS',
    message: `${countRows(rows.rowCount, 'row')} present and rendered, digest ${rows.digest.slice(0, 12)}… unchanged`,
  };
}
