import type { Settings } from '../../env.ts';
import { JudgeUnavailableError } from '../../errors.ts';

/** Where judges are asked. */
export type Endpoint = { url: string; key: string | undefined; timeoutSeconds: number };

/** @throws JudgeUnavailableError saying what to set */
export function requireEndpoint(settings: Settings): Endpoint {
  const endpoint = endpointOf(settings);
  if (!endpoint) throw new JudgeUnavailableError(UNSET);
  return endpoint;
}

export type JudgeStatus = { available: boolean; baseUrl: string | null; message: string };

/** Whether judges can be asked, and where; nobody is asked for that. */
export function judgeStatus(settings: Settings): JudgeStatus {
  const { JUDGE_BASE_URL: baseUrl, JUDGE_API_KEY: key } = settings;
  if (baseUrl === undefined) return { available: false, baseUrl: null, message: UNSET };
  const message = `Judges are asked at ${baseUrl}${key === undefined ? ', without a key' : ''}.`;
  return { available: true, baseUrl, message };
}

function endpointOf(settings: Settings): Endpoint | null {
  const {
    JUDGE_BASE_URL: base,
    JUDGE_API_KEY: key,
    JUDGE_TIMEOUT_SECONDS: timeoutSeconds,
  } = settings;
  if (base === undefined) return null;
  return { url: `${base.replace(/\/+$/, '')}/chat/completions`, key, timeoutSeconds };
}

const UNSET =
  'No endpoint is set that judges could be asked at. Set JUDGE_BASE_URL to one that speaks the OpenAI protocol, such as http://127.0.0.1:8000/v1, and JUDGE_API_KEY where it wants a key, then start the server again.';
