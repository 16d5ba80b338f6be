// Runs the server, restarted on every change, and Vite with hot replacement, until either ends.
import { execa } from 'execa';

const controller = new AbortController();
const options = { stdio: 'inherit', cancelSignal: controller.signal, reject: false } as const;
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort());

await Promise.race([
  execa('node', ['--watch', 'server/main.ts'], options),
  execa('vite', ['web'], options),
]);
controller.abort();
