import { A, type RouteSectionProps } from '@solidjs/router';
import { ADDRESSES } from '../../../server/addresses.ts';
import { Icon } from '../ui/Icon.tsx';
import { Brand } from './Brand.tsx';
import { ConnectionChip } from './ConnectionChip.tsx';
import { GlobalKeys } from './keys/GlobalKeys.tsx';
import { PageFocus } from './PageFocus.tsx';
import css from './Shell.module.css';
import { ThemeSwitch } from './ThemeSwitch.tsx';
import { Toasts } from './toasts/Toasts.tsx';

/** What surrounds every page. */
export function Shell(props: RouteSectionProps) {
  return (
    <>
      <a class={css['skip-link']} href="#content" rel="external">
        Skip to the content
      </a>
      <header class={css['shell-header']}>
        <A class={css['shell-home']} href="/" aria-label="Tunix RT">
          <Brand />
        </A>
        <nav aria-label="Main">
          <A href="/" end>
            Overview
          </A>
          <A href="/traces">Traces</A>
          <A href="/datasets">Datasets</A>
          <A href="/manifests">Manifests</A>
          <A href="/runs">Runs</A>
          <a href={ADDRESSES.graphql} rel="external">
            GraphiQL <Icon name="out" />
          </a>
        </nav>
        <ConnectionChip />
        <GlobalKeys />
        <ThemeSwitch />
      </header>
      <main class={css['shell-main']} id="content" tabindex="-1">
        {props.children}
      </main>
      <Toasts />
      <PageFocus />
    </>
  );
}
