import { isOutside, outputDirProblem } from '../../manifests/outputDir.ts';
import type { Evidence, Finding } from '../evidence.ts';

export function checkOutput({ manifest, folderProblem }: Evidence): Finding {
  const folder = manifest.output.output_dir;
  const problem = folderProblem ?? outputDirProblem(folder);
  if (problem) return { status: 'FAIL', message: problem };
  return isOutside(folder)
    ? {
        status: 'WARN',
        message: `${folder} is outside the run's folder: this server would refuse to train there, and elsewhere it can only be checked where training runs`,
      }
    : { status: 'PASS', message: `${folder} can be written in the run's folder` };
}
