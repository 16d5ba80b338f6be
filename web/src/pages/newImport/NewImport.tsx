import { createMemo, createSignal, For, Show } from 'solid-js';
import { createUrlForm } from '../../address/createUrlForm.ts';
import { Problem } from '../../graphql/Problem.tsx';
import { ChooseFiles } from '../../imports/ChooseFiles.tsx';
import { chosen } from '../../imports/chosen.ts';
import { createPreview } from '../../imports/createPreview.ts';
import { DropTarget } from '../../imports/DropTarget.tsx';
import { ImportSettings } from '../../imports/ImportSettings.tsx';
import { Imports } from '../../imports/Imports.tsx';
import { ImportVerdict } from '../../imports/ImportVerdict.tsx';
import { imports } from '../../imports/imports.ts';
import { PreviewFields } from '../../imports/PreviewFields.tsx';
import { PreviewRows } from '../../imports/PreviewRows.tsx';
import { RefusedRows } from '../../imports/RefusedRows.tsx';
import {
  BY_HAND,
  DEFAULT_SETTINGS,
  guessMapping,
  isUnmapped,
  parametersOf,
  readingOf,
} from '../../imports/settings.ts';
import { bytesText } from '../../ui/format/bytes.ts';
import { numberText } from '../../ui/format/number.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import css from './NewImport.module.css';

/** Files on their way in: what they are and what becomes of them, before anything is stored. */
export function NewImport() {
  const [form, setForm] = createUrlForm(DEFAULT_SETTINGS);
  const [picked, setPicked] = createSignal<File>();
  const files = chosen.files;
  const file = createMemo(() => files().find((each) => each === picked()) ?? files()[0]);
  const preview = createPreview(file, () => readingOf(form));
  const problems = createMemo(() => {
    const issues = preview.failure()?.issues ?? [];
    return Object.fromEntries(
      issues.map(({ path, message }) => [path.at(path[1] === 'scores' ? 1 : -1) ?? '', message]),
    );
  });
  const hasProblems = () => Object.keys(problems()).length > 0;
  const isReady = () => !isUnmapped(form) && !hasProblems();
  const take = () => {
    imports.add(files(), parametersOf(form));
    chosen.clear();
    window.scrollTo(0, 0);
  };
  const mapByHand = () =>
    setForm({ ...guessMapping(preview.data()?.fields ?? []), format: BY_HAND });
  return (
    <div class="page" data-width="wide">
      <PageHeader title="New import" above={[{ href: '/imports', name: 'Imports' }]}>
        See what becomes of a file before anything is stored.
      </PageHeader>
      <DropTarget take={chosen.add} />
      <Imports />
      <Show when={file()} fallback={<ChooseFiles take={chosen.add} />}>
        {(shown) => (
          <>
            <div class={css['file-bar']}>
              <ul aria-label="Chosen files">
                <For each={files()}>
                  {(each) => (
                    <li data-shown={each === shown()}>
                      <button
                        type="button"
                        data-look="link"
                        aria-pressed={each === shown()}
                        onClick={() => setPicked(each)}
                      >
                        <bdi>{each.name}</bdi> <span class="faint">{bytesText(each.size)}</span>
                      </button>
                      <button
                        type="button"
                        aria-label={`Leave out ${each.name}`}
                        onClick={() => chosen.remove(each)}
                      >
                        Leave out
                      </button>
                    </li>
                  )}
                </For>
              </ul>
              <button type="button" data-look="primary" disabled={!isReady()} onClick={take}>
                {files().length > 1 ? `Import ${numberText(files().length)} files` : 'Import'}
              </button>
            </div>
            <div class={css['look']}>
              <ImportSettings
                form={form}
                setForm={setForm}
                preview={preview.data()}
                problems={problems()}
              />
              <div class={css['look-result']}>
                <Show when={!hasProblems()}>
                  <Problem failure={preview.failure()} retry={preview.retry} />
                </Show>
                <Show
                  when={preview.data()}
                  fallback={
                    <Show when={!preview.failure()}>
                      <Skeleton width="40ch" />
                    </Show>
                  }
                >
                  {(data) => (
                    <>
                      <ImportVerdict
                        preview={data()}
                        isOld={preview.isOld()}
                        choose={(format) => setForm('format', format)}
                        mapByHand={mapByHand}
                      />
                      <Show when={data().counts.refused > 0}>
                        <RefusedRows
                          errors={data().errors}
                          count={data().counts.refused}
                          name={shown().name}
                        />
                      </Show>
                      <PreviewRows rows={data().rows} />
                      <PreviewFields fields={data().fields} />
                    </>
                  )}
                </Show>
              </div>
            </div>
          </>
        )}
      </Show>
    </div>
  );
}
