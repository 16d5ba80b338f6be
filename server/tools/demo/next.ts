import { ADDRESSES } from '../../addresses.ts';
import type { Terminal } from './terminal.ts';

/** Tells what can be done with what the demo left. */
export function showNext(
  terminal: Terminal,
  { home, port, steps }: { home: string; port: number; steps: number },
): void {
  terminal.line();
  terminal.title('What next');
  terminal.row('look at it', `TUNIX_RT_HOME=${quoted(home)} npm start`);
  terminal.row('in the workbench', `http://127.0.0.1:${port}/`);
  terminal.row('in the playground', `http://127.0.0.1:${port}${ADDRESSES.graphql}`);
  terminal.row('train', `start the run there in mode LOCAL, with google-tunix: ${steps} steps`);
  terminal.row('operations', 'every one that was used is in server/tools/demo/operations.ts');
  terminal.row('your own traces', 'npm run demo -- FILE');
}

/** A path as a shell takes it. */
function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
}
