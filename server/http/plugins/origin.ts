import type { Plugin } from 'graphql-yoga';
import { isLoopback } from '../../loopback.ts';
import { problem } from '../problem.ts';

const READING = new Set(['GET', 'HEAD']);

/** Who may ask: the headers of a request, and whether the server is open to other machines. */
export type Asker = { origin: string | null; host: string | null; isLoopbackOnly: boolean };

/** Refuses what a foreign page makes a browser send: writes from its origin, and names that it made point here. */
export function useOrigin({ isLoopbackOnly }: { isLoopbackOnly: boolean }): Plugin {
  return {
    onRequest({ request, endResponse }) {
      const asker = {
        origin: request.headers.get('origin'),
        host: request.headers.get('host'),
        isLoopbackOnly,
      };
      if (isForeignHost(asker)) {
        const detail = `Expected the name of this machine, got ${asker.host}`;
        endResponse(problem(421, 'Misdirected request', { detail }));
      } else if (!READING.has(request.method) && isForeignOrigin(asker)) {
        const detail = `Expected a page of this server to write, got one of ${asker.origin}`;
        endResponse(problem(403, 'Foreign origin', { detail }));
      }
    },
  };
}

/** Whether a page that another server delivered is asking. */
export function isForeignOrigin({ origin, host }: Asker): boolean {
  if (origin === null) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host;
}

/** Whether a server that only this machine reaches is asked by another name, which a foreign page can arrange. */
export function isForeignHost({ host, isLoopbackOnly }: Asker): boolean {
  if (!isLoopbackOnly || host === null) return false;
  return !URL.canParse(`http://${host}`) || !isLoopback(new URL(`http://${host}`).hostname);
}
