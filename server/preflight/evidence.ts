import type { Dataset } from '../../prisma/generated/sqlite/client.ts';
import type { TunixStatus } from '../integrations/tunix/status.ts';
import type { ManifestContent } from '../manifests/content.ts';
import type { EvaluationReport } from './evaluation.ts';
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
  dataset: Pick<Dataset, 'key' | 'kind'>;
  rows: RowReport;
  /** The side that is evaluated on; null where rows are held out, or none are. */
  evaluation: EvaluationReport | null;
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
