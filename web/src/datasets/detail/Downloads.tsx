import { For } from 'solid-js';
import { graphql } from '../../graphql/generated/gql.ts';
import type { DatasetDownloadsFragment } from '../../graphql/generated/graphql.ts';
import { Icon } from '../../ui/Icon.tsx';
import { ExportDialog } from '../export/ExportDialog.tsx';
import css from './Downloads.module.css';

graphql(`
  fragment DatasetDownloads on Dataset {
    key
    traceCount
    manifestUrl
    tracesUrl
    pairsUrl
    traceUrl: exportUrl(format: TRACE)
    sftUrl: exportUrl(format: TUNIX_SFT)
    exampleUrl: exportUrl(format: TRAINING_EXAMPLE)
  }
`);

/** The dataset as files, every row of it. */
export function Downloads(props: { dataset: DatasetDownloadsFragment }) {
  const files = () => [
    ...(props.dataset.pairsUrl
      ? [{ href: props.dataset.pairsUrl, name: 'pairs', help: 'Chosen and rejected, both whole' }]
      : []),
    { href: props.dataset.sftUrl, name: 'tunix_sft', help: 'Turns as text, as Tunix trains on it' },
    { href: props.dataset.tracesUrl, name: 'traces', help: 'To import them elsewhere' },
    { href: props.dataset.traceUrl, name: 'trace', help: 'Records of prompt, steps, answer' },
    { href: props.dataset.exampleUrl, name: 'training_example', help: 'Prompt and response' },
    {
      href: props.dataset.manifestUrl,
      name: 'manifest.json',
      help: 'Its description, with the ids',
    },
  ];
  return (
    <section class="page-part" aria-labelledby="downloads-title">
      <header class={css['dataset-downloads-head']}>
        <h2 id="downloads-title">Download</h2>
        <ExportDialog datasetKey={props.dataset.key} />
      </header>
      <ul class={css['dataset-downloads']}>
        <For each={files()}>
          {(file) => (
            <li>
              <a href={file.href} rel="external" download="">
                <Icon name="down" />
                <code>{file.name}</code>
                <span>{file.help}</span>
              </a>
            </li>
          )}
        </For>
      </ul>
    </section>
  );
}
