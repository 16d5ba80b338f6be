import { Api } from './Api.tsx';
import { Rediai } from './Rediai.tsx';
import { Tunix } from './Tunix.tsx';
import { Ungar } from './Ungar.tsx';
import './System.css';

/** The server, and what works beside it. */
export function System() {
  return (
    <section class="system" aria-labelledby="system-title">
      <h2 id="system-title">System</h2>
      <Api />
      <Tunix />
      <Ungar />
      <Rediai />
    </section>
  );
}
