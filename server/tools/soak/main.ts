// An hour's worth of a busy team's requests in some minutes, friendly and hostile ones mixed, against one
// server: `npm run soak`. Prints its memory, descriptors and processor time after each tenth, and what it
// logged. Nothing is asserted: whoever runs it compares the last tenth with the first.
import { parseArgs } from 'node:util';
import { createRandom } from '../../examples/random.ts';
import { createPostgresql, sqlite } from '../bench/database.ts';
import { startWatchedServer } from './server.ts';
import { createVisits } from './visits.ts';

// Ten requests a second for an hour.
const HOUR = 36_000;
const VISITORS = 16;
const TENTHS = 10;
const SETTLE_MILLISECONDS = 3_000;

const { values } = parseArgs({
  options: {
    visits: { type: 'string', default: String(HOUR) },
    on: { type: 'string', default: 'sqlite' },
    seed: { type: 'string', default: '1' },
  },
});

const database = values.on === 'postgresql' ? await createPostgresql() : sqlite;
if (typeof database === 'string') {
  console.log(database);
} else {
  try {
    await soak(database.environment, Number(values.visits), Number(values.seed));
  } finally {
    if ('drop' in database) await database.drop();
  }
}

async function soak(environment: Record<string, string>, visits: number, seed: number) {
  const server = await startWatchedServer(environment);
  const { visit, counts, settle } = await createVisits(server.url);
  const random = createRandom(seed).fraction;
  console.log(`${visits} visits by ${VISITORS} at once, ${server.url}`);
  console.log('  tenth   visits    memory   descriptors   processor');
  try {
    for (let tenth = 1; tenth <= TENTHS; tenth++) {
      let left = Math.round(visits / TENTHS);
      await Promise.all(
        Array.from({ length: VISITORS }, async () => {
          while (left-- > 0) await visit(random());
        }),
      );
      // Until half-sent requests are cut takes a minute or two; between, they are part of the load.
      if (tenth === 1 || tenth === TENTHS) await settle();
      await new Promise((resolve) => setTimeout(resolve, SETTLE_MILLISECONDS));
      const { memory, descriptors, processorSeconds } = await server.measure();
      console.log(
        [
          String(tenth).padStart(7),
          String(counts().total).padStart(8),
          `${(memory / 2 ** 20).toFixed(0)} MiB`.padStart(9),
          String(descriptors).padStart(13),
          `${processorSeconds.toFixed(0)} s`.padStart(11),
        ].join(' '),
      );
    }
    for (const [kind, { count, outcomes }] of Object.entries(counts().kinds)) {
      const told = Object.entries(outcomes).map(([outcome, times]) => `${outcome} × ${times}`);
      console.log(`  ${kind.padEnd(28)} ${String(count).padStart(6)}  ${told.join(', ')}`);
    }
  } finally {
    const log = await server.stop();
    console.log(log === '' ? 'The server logged nothing.' : `The server logged:\n${log}`);
  }
}
