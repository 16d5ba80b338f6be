import type { IncomingMessage, ServerResponse } from 'node:http';

/** Cuts a connection that makes the server wait while no byte comes or goes for a whole period: a body
 * that stands still, or a reader that has stopped reading. An import may take as long as bytes come. */
export function cutWhenStill(
  request: IncomingMessage,
  response: ServerResponse,
  period = LONGEST_STILLNESS,
): void {
  const { socket } = request;
  let drains = 0;
  response.on('drain', () => {
    drains += 1;
  });
  const progress = () => socket.bytesRead + drains;
  let before = progress();
  const timer = setInterval(() => {
    if (socket.destroyed || (response.closed && request.complete)) return clearInterval(timer);
    const isWaitedFor = !request.complete && request.readableLength === 0;
    if ((isWaitedFor || response.writableNeedDrain) && progress() === before) socket.destroy();
    before = progress();
  }, period).unref();
  response.once('close', () => {
    if (request.complete) clearInterval(timer);
  });
}

const LONGEST_STILLNESS = 60_000;
