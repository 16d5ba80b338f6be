import { ADDRESSES, writeAddress } from '../../../server/addresses.ts';

/** What became of an import. */
export type UploadReport = {
  /** Its id. */
  import: string;
  accepted: number;
  /** Traces that were stored already. */
  skipped: number;
  rejected: number;
  /** Scores that were stored. */
  scores: number;
  /** The first thousand rows that were refused. */
  errors: { line: number; message: string }[];
  /** What the rows were read as, where they are no traces in our own form. */
  format?: string;
  /** An earlier import of the same file. */
  importedBefore?: { id: string; name: string };
};

export type Upload = {
  /** A file with traces, as it is. */
  body: Blob;
  /** What is said of how it is to be read and stored, as the address has it. */
  parameters: Record<string, string>;
  /** Called with the share that was sent, 0 to 1. */
  onProgress: (share: number) => void;
  signal: AbortSignal;
};

/** Sends traces to the server. `fetch` can't say how far it is, so it is not used here.
 * @throws Error with a message for the reader */
export function uploadTraces({
  body,
  parameters,
  onProgress,
  signal,
}: Upload): Promise<UploadReport> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    signal.addEventListener('abort', abort);
    request.open('POST', writeAddress(ADDRESSES.importTraces, {}, parameters));
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0);
    request.onload = () => {
      try {
        resolve(reportOf(request.status, request.responseText));
      } catch (error) {
        reject(error);
      }
    };
    // Also what a browser does when the file is another one than was chosen.
    request.onerror = () =>
      reject(
        new Error(
          'Broke off: no connection, or the file changed. What was stored until then stays.',
        ),
      );
    request.onabort = () => reject(new Error('Stopped. What was stored until then stays.'));
    request.onloadend = () => signal.removeEventListener('abort', abort);
    request.send(body);
  });
}

/** Reads an answer of the server: a report, or a problem with or without one. */
export function reportOf(status: number, text: string): UploadReport {
  const answer = parse(text);
  const isReport = typeof answer['accepted'] === 'number';
  if (isReport && (status === 200 || status === 422)) return answer as UploadReport;
  if (status === 401) throw new Error('The server asks for its token. Reload the page to sign in.');
  throw new Error(String(answer['detail'] ?? `The server answered ${status}.`));
}

function parse(text: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}
