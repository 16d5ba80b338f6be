import type { DemoClient } from '../client.ts';
import type { Terminal } from '../terminal.ts';

/** What every station of the loop works with. */
export type Demo = {
  client: DemoClient;
  terminal: Terminal;
  /** The data folder. */
  home: string;
  /** A path as it is shown: relative to where the demo was called, if it is near. */
  shownPath: (path: string) => string;
};

/** What was imported, and what the next stations need to know of it. */
export type Imported = { storedCount: number; isSample: boolean };
