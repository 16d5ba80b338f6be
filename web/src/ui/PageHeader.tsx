import { A } from '@solidjs/router';
import { For, type JSX, Show } from 'solid-js';
import { Title } from './Title.tsx';
import './PageHeader.css';

/** What a page is about, where it belongs, and what can be done here. */
export function PageHeader(props: {
  title: string;
  /** The pages above it. */
  above?: { href: string; name: string }[];
  /** Where it stands, beside the title. */
  state?: JSX.Element;
  actions?: JSX.Element;
  children?: JSX.Element;
}) {
  return (
    <header class="page-header">
      <Title text={props.title} />
      <Show when={props.above}>
        {(above) => (
          <nav aria-label="Above">
            <For each={above()}>
              {(page, index) => (
                <>
                  <Show when={index() > 0}>
                    <span aria-hidden="true">/</span>
                  </Show>
                  <A href={page.href}>{page.name}</A>
                </>
              )}
            </For>
          </nav>
        )}
      </Show>
      <div class="page-heading">
        <div class="page-title">
          <h1 title={props.title}>{props.title}</h1>
          {props.state}
        </div>
        <div class="page-actions">{props.actions}</div>
      </div>
      <Show when={props.children}>
        <div class="page-lead">{props.children}</div>
      </Show>
    </header>
  );
}
