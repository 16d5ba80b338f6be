import { A, type RouteSectionProps, useLocation } from '@solidjs/router';
import { Brand } from './Brand.tsx';
import { ConnectionChip } from './ConnectionChip.tsx';
import { Foot } from './Foot.tsx';
import { GlobalKeys } from './keys/GlobalKeys.tsx';
import { MainMenu, MainMenuButton } from './MainMenu.tsx';
import { PageFocus } from './PageFocus.tsx';
import { Sections } from './Sections.tsx';
import css from './Shell.module.css';
import { Stale } from './Stale.tsx';
import { SECTIONS } from './sections.ts';
import { Toasts } from './toasts/Toasts.tsx';

/** What surrounds every page. */
export function Shell(props: RouteSectionProps) {
  const location = useLocation();
  const section = () =>
    SECTIONS.flat().find(({ href }) => href !== '/' && location.pathname.startsWith(href))?.name;
  return (
    <>
      <a class={css['skip-link']} href="#content" rel="external">
        Skip to the content
      </a>
      <header class={css['shell-header']}>
        <A class={css['shell-home']} href="/" aria-label="Tunix RT">
          <Brand />
        </A>
        <Sections class={css['shell-sections']} />
        <span class={css['shell-section']}>{section() ?? 'Tunix RT'}</span>
        <ConnectionChip />
        <GlobalKeys />
        <MainMenuButton class={css['shell-menu']} name="Menu" />
      </header>
      <Stale />
      <main class={css['shell-main']} id="content" tabindex="-1">
        {props.children}
      </main>
      <Toasts />
      <Foot />
      <MainMenu />
      <PageFocus />
    </>
  );
}
