/** Events of a stream as `text/event-stream` has them; comments are left out. */
export async function* readServerSentEvents(
  body: ReadableStream<Uint8Array> | null,
): AsyncGenerator<{ event: string; data: string }> {
  if (!body) return;
  const reader = body.getReader();
  const decoder = new TextDecoder();
  try {
    let rest = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const blocks = `${rest}${decoder.decode(value, { stream: true })}`.split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const fields = new Map(block.split('\n').map(fieldOf));
        const [event, data] = [fields.get('event'), fields.get('data')];
        if (event !== undefined && data !== undefined) yield { event, data };
      }
    }
  } finally {
    await reader.cancel();
  }
}

function fieldOf(line: string): [name: string, value: string] {
  const place = line.indexOf(': ');
  return [line.slice(0, place), line.slice(place + 2)];
}
