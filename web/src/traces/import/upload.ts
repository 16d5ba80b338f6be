import { ADDRESSES, writeAddress } from '../../../../server/addresses.ts';
/** What became of an import. */
export type UploadReport = {
  accepted: number;
  /** Traces that were stored already. */
  skipped: number;
  rejected: number;
  /** The first thousand lines that were refused. */
  errors: { line: number; message: string }[];
  /** What the rows were read as, where they are no traces in our own form. */
  format?: string;
};

export type Upload = {
  /** A file with traces, as it is. */
  body: Blob;
  /** Whether all lines are stored or none. */
  isAtomic: boolean;
  /** Whether traces are stored once more that are stored already. */
  keepsDuplicates: boolean;
  /** Called with the share that was sent, 0 to 1. */
  onProgress: (share: number) => void;
  signal: AbortSignal;
};

/** Sends traces to the server. `fetch` can't say how far it is, so it is not used here.
 * @throws Error with a message for the reader */
export function uploadTraces({
  body,
  isAtomic,
  keepsDuplicates,
  onProgress,
  signal,
}: Upload): Promise<UploadReport> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    signal.addEventListener('abort', abort);
    const onDuplicate = keepsDuplicates ? 'keep' : 'skip';
    request.open(
      'POST',
      writeAddress(ADDRESSES.importTraces, {}, { atomic: String(isAtomic), onDuplicate }),
    );
    request.setRequestHeader('content-type', 'application/x-ndjson');
    request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0);
    request.onload = () => {
      try {
        resolve(reportOf(request.status, request.responseText));
      } catch (error) {
        reject(error);
      }
    };
    request.onerror = () =>
      reject(new Error('The connection broke off. What was stored until then is in the list.'));
    request.onabort = () =>
      reject(new Error('Stopped. What was stored until then is in the list.'));
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
