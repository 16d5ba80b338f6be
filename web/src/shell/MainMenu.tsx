import { A } from '@solidjs/router';
import { ADDRESSES } from '../../../server/addresses.ts';
import { Icon } from '../ui/Icon.tsx';
import { LookSwitch } from './LookSwitch.tsx';
import { chooseDensity, chooseTheme, DENSITIES, density, THEMES, theme } from './look.ts';
import css from './MainMenu.module.css';
import { Sections } from './Sections.tsx';

const ID = 'main-menu';

/** What opens the menu of the workbench. */
export function MainMenuButton(props: { class?: string | undefined; name: string }) {
  return (
    <button type="button" class={props.class} popovertarget={ID} aria-haspopup="dialog">
      <Icon name="menu" />
      {props.name}
    </button>
  );
}

/** Every part of the workbench where the header has no room for them, the playground, and how the page looks. */
export function MainMenu() {
  let menu: HTMLDivElement | undefined;
  return (
    <div ref={menu} id={ID} class={css['main-menu']} popover="auto" role="dialog" aria-label="Menu">
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a link that is followed by a key is clicked, too */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the links in it are what one clicks */}
      <div class={css['main-menu-sections']} onClick={() => menu?.hidePopover()}>
        <Sections />
      </div>
      <A class={css['main-menu-link']} href="/storage" onClick={() => menu?.hidePopover()}>
        Storage
      </A>
      <a class={css['main-menu-link']} href={ADDRESSES.graphql} rel="external">
        GraphiQL <Icon name="out" />
      </a>
      <LookSwitch label="Theme" names={THEMES} chosen={theme()} choose={chooseTheme} />
      <LookSwitch label="Rows" names={DENSITIES} chosen={density()} choose={chooseDensity} />
    </div>
  );
}
