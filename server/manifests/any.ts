import type { ManifestContent } from './content.ts';
import type { EvaluationManifest } from './evaluation.ts';
import type { ExportManifest } from './export.ts';

/** What `train.py` reads, whatever it is for. */
export type AnyManifest = ManifestContent | EvaluationManifest | ExportManifest;
