import { chooseDefault } from '../manifests/chooseDefault.ts';
import type { ManifestContent } from '../manifests/content.ts';
import { valueText } from '../manifests/describeField.ts';
import { FIELDS, type ManifestField } from '../manifests/fields.ts';
import { valueAt } from '../manifests/gather.ts';
import { formatFloat } from '../manifests/yaml.ts';
import type { Check } from './evidence.ts';

const MARKS = { PASS: '✅', WARN: '⚠️', FAIL: '❌', INFO: 'ℹ️' };

/** A dry run's checks as the text that its standard output is. */
export function reportText(manifest: ManifestContent, datasetKey: string, checks: Check[]): string {
  const failed = checks.filter(({ status }) => status === 'FAIL');
  const { training } = manifest;
  return `Dry-run validation ${failed.length === 0 ? 'completed successfully' : 'failed'}.

Dataset: ${datasetKey}
Model: ${manifest.model.model_id}
Output Directory: ${manifest.output.output_dir}

Validation Steps:
${checks.map(({ name, status, message }) => `${MARKS[status]} ${name}: ${message}`).join('\n')}

Training Configuration:
- Learning Rate: ${formatFloat(training.learning_rate)}
- Epochs: ${training.num_epochs}
- Batch Size: ${training.batch_size}
- Max Sequence Length: ${training.max_seq_length}
${unusualValues(manifest).join('')}`;
}

/** What else is not as it would be had nobody said so. */
function unusualValues(manifest: ManifestContent): string[] {
  const fields: readonly ManifestField[] = FIELDS;
  const usual = { modelId: manifest.model.model_id, hasLora: manifest.lora != null };
  return fields
    .filter(({ at }) => !at.startsWith('training.'))
    .flatMap((field) => {
      const text = valueText(valueAt(manifest, field.at));
      const isUsual = text === '' || text === valueText(chooseDefault(field, usual));
      return isUsual ? [] : [`- ${field.label}: ${text}\n`];
    });
}
