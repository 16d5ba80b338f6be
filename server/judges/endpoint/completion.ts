import { z } from 'zod';

const LONGEST_MESSAGE = 1_000;

/** What an endpoint counts as used; many leave it out. */
const usage = z
  .object({
    prompt_tokens: z.int().nonnegative().nullish(),
    completion_tokens: z.int().nonnegative().nullish(),
  })
  .nullish()
  .catch(null);

const completion = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({
          content: z
            .union([
              z.string(),
              // Content in parts, of which texts count.
              z.array(z.object({ type: z.string(), text: z.string().nullish() })),
            ])
            .nullish(),
          refusal: z.string().nullish(),
        }),
      }),
    )
    .min(1),
  usage,
});

const failure = z.object({
  error: z.union([
    z.string().transform((message) => ({ message, code: null })),
    z.object({
      message: z.string().nullish(),
      code: z.union([z.string(), z.number()]).nullish(),
    }),
  ]),
});

export type Completion = {
  content: string;
  refusal: string | null;
  finishReason: string | null;
  promptTokens: number | null;
  completionTokens: number | null;
};

/** Reads the body of a chat completion; null when it is none. */
export function readCompletion(body: unknown): Completion | null {
  const { success, data } = completion.safeParse(body);
  const choice = success ? data.choices[0] : undefined;
  if (!choice) return null;
  const { content, refusal } = choice.message;
  return {
    content: typeof content === 'string' ? content : textOf(content ?? []),
    refusal: refusal ?? null,
    finishReason: choice.finish_reason ?? null,
    promptTokens: data?.usage?.prompt_tokens ?? null,
    completionTokens: data?.usage?.completion_tokens ?? null,
  };
}

/** What a failing endpoint says went wrong; null where it says nothing that is known. */
export function readFailure(body: unknown): { message: string; code: string | null } | null {
  const { success, data } = failure.safeParse(body);
  if (!success) return null;
  const { message, code } = data.error;
  return {
    message: (message ?? '').slice(0, LONGEST_MESSAGE),
    code: code == null ? null : `${code}`,
  };
}

function textOf(parts: { type: string; text?: string | null | undefined }[]): string {
  return parts.map(({ text }) => text ?? '').join('');
}
