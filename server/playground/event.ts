import type { CompletedSample } from './protocol.ts';

/** What happens while a prompt is answered. `step` is that of the checkpoint which answers; 0 is the base. First of all it is
 * told who answers. */
export type GenerationEvent =
  | { kind: 'asked'; steps: number[] }
  | { kind: 'phase'; phase: Phase }
  | { kind: 'began'; step: number; promptTokens: number }
  | { kind: 'text'; step: number; index: number; text: string }
  | {
      kind: 'done';
      step: number;
      samples: CompletedSample[];
      seconds: number;
      tokensPerSecond: number | null;
    }
  | { kind: 'error'; step: number | null; code: string; message: string };

/** What is waited for: room among the models that are loaded, the loading of this one, or its turn. */
export type Phase = 'waiting' | 'loading' | 'ready';
