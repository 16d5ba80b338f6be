import { For } from 'solid-js';
import type { Field, Place } from '../../../server/imports/preview/shape.ts';
import css from './PreviewFields.module.css';
import '../ui/table.css';

/** The fields of a row, and where its traces have them. */
export function PreviewFields(props: { fields: readonly Field[] }) {
  return (
    <section aria-labelledby="fields-title">
      <h2 id="fields-title">Fields</h2>
      <section class={css['fields']} tabindex="0" aria-label="Table of fields">
        <table class="table">
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Becomes</th>
              <th scope="col">First value</th>
            </tr>
          </thead>
          <tbody>
            <For each={props.fields}>
              {(field) => (
                <tr>
                  <th scope="row">
                    <code>{field.path}</code>
                  </th>
                  <td>
                    {field.places.map((place) => WORDS[place]).join(', ') || (
                      <span class="faint">not used</span>
                    )}
                  </td>
                  <td class={css['fields-sample']} dir="auto">
                    {field.sample}
                  </td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </section>
    </section>
  );
}

const WORDS: Record<Place, string> = {
  prompt: 'prompt',
  context: 'earlier turns',
  steps: 'steps',
  final_answer: 'answer',
  expected_answer: 'expected answer',
  meta: 'meta',
  scores: 'scores',
};
