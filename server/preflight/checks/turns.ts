import { hasOtherTurns } from '../../manifests/architectures.ts';
import { TINY_MODEL } from '../../manifests/fields.ts';
import { countRows } from '../count.ts';
import type { Evidence, Finding } from '../evidence.ts';

export function checkTurns({ manifest, rows, tokens }: Evidence): Finding {
  const forged = rows.dropped.filter(({ reason }) => reason === 'forged_turn');
  const [first] = forged;
  if (first) {
    return {
      status: 'FAIL',
      message: `${countRows(forged.length, 'row')} would forge a turn, the first is row ${first.row} (trace ${first.traceId}): ${manifest.prompt.template === 'gemma' ? 'its text contains <start_of_turn> or <end_of_turn>' : first.detail}. Build a dataset without it.`,
    };
  }
  if (!tokens.rendering.isKnown) {
    return {
      status: 'INFO',
      message: 'Whether a row holds a special token of its own shows when training begins',
    };
  }
  const { model_id: id } = manifest.model;
  const isOther = tokens.hasMarkers === null ? hasOtherTurns(id) : !tokens.hasMarkers;
  return isOther && id !== TINY_MODEL && manifest.prompt.template === 'gemma'
    ? {
        status: 'WARN',
        message: `${id} marks its turns otherwise: training learns <start_of_turn> and <end_of_turn> as plain text`,
      }
    : { status: 'PASS', message: 'No row holds a turn marker of its own' };
}
