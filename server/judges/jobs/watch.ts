import { endable } from '../../endable.ts';
import type { JudgeContext } from '../context.ts';
import { getJob } from '../get.ts';
import { isOpen } from './status.ts';

/** The id of a job at once, at each change, and when it has ended. @throws NotFoundError */
export function watchJob(
  { database, updates, signal }: JudgeContext,
  id: string,
): AsyncGenerator<string> {
  return endable(signal, async function* (ending) {
    // Subscribed before the first reading, so that no change falls between the two.
    const changes = updates.subscribe(ending, id);
    const next = changes.next();
    yield id;
    if (!isOpen((await getJob(database, id)).status)) return;
    for (let change = await next; !change.done; change = await changes.next()) {
      const { status } = await getJob(database, id);
      yield id;
      if (!isOpen(status)) return;
    }
  });
}
