import { A, useLocation } from '@solidjs/router';
import { Title } from '../ui/Title.tsx';
import css from './NotFound.module.css';

export function NotFound() {
  const location = useLocation();
  return (
    <div class={css['not-found']}>
      <Title text="Not found" />
      <h1>There is nothing here</h1>
      <p>
        No page has the address <code>{location.pathname}</code>. It may have moved, or the link has
        a typing error.
      </p>
      <A class="button" href="/">
        Go to the overview
      </A>
    </div>
  );
}
