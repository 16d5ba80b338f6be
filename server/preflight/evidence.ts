import type { TunixStatus } from '../integrations/tunix/status.ts';
import type { ManifestContent } from '../manifests/content.ts';
import type { LocalModel } from './model.ts';
import type { Prediction } from './predict.ts';
import type { CountedRows } from './rowLengths.ts';
import type { RowReport } from './rows.ts';

/** One thing that the dry run looked at. */
export type Check = Finding & { name: string };

export type Finding = { status: 'PASS' | 'WARN' | 'FAIL' | 'INFO'; message: string };

/** What the checks judge. */
export type Evidence = Prediction & {
  manifest: ManifestContent;
  rows: RowReport;
  /** What of the model is on this machine. */
  model: LocalModel;
  tokens: Pick<CountedRows, 'basis' | 'hasMarkers' | 'rendering' | 'mergedCount'>;
  /** Why the run's folder can't be written to; null when it can. */
  folderProblem: string | null;
  freeBytes: number;
  tunix: TunixStatus;
  /** What a trainer would have of the server's environment. */
  environment: Record<string, string>;
};
