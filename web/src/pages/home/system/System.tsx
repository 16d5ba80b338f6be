import { Api } from './Api.tsx';
import { Rediai } from './Rediai.tsx';
import css from './System.module.css';
import { Tunix } from './Tunix.tsx';
import { Ungar } from './Ungar.tsx';

/** The server, and what works beside it. */
export function System() {
  return (
    <section class={css['system']} aria-labelledby="system-title">
      <h2 id="system-title">System</h2>
      <Api />
      <Tunix />
      <Ungar />
      <Rediai />
    </section>
  );
}
