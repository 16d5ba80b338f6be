// node main.ts
// Runs a trainer in the working folder and outlives the server: it writes the trainer's output there,
// stops the trainer when asked to, and says how it ended.
import { readFileSync } from 'node:fs';
import { folderAt } from '../../home/layout.ts';
import { acquireLock } from '../../home/lock.ts';
import { supervisorOrder } from './protocol.ts';
import { supervise } from './supervise.ts';

const folder = folderAt(process.cwd());
const release = acquireLock(folder.lock);
// Whoever holds the lock has taken the run's fate into its own hands.
if (release) {
  // The server, if it is still there, now knows that the run is in good hands.
  process.send?.('ready', () => process.connected && process.disconnect());
  await supervise(folder, supervisorOrder.parse(JSON.parse(readFileSync(folder.order, 'utf8'))));
  release();
}
