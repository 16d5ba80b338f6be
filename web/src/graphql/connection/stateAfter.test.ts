import { describe, expect, it } from 'vitest';
import { stateAfter } from './stateAfter.ts';

describe('A connection that closes', () => {
  it.each([
    [1000, 'idle', 'nothing is watched any more'],
    [1001, 'reconnecting', 'the server goes away'],
    [1006, 'reconnecting', 'the network breaks'],
    [4408, 'reconnecting', 'the server took too long to greet'],
    [4499, 'reconnecting', 'no pong came'],
    [4403, 'ended', 'the server refuses'],
    [4400, 'ended', 'the two do not understand each other'],
  ])('with %d is %s: %s', (code, state) => {
    expect(stateAfter(code)).toBe(state);
  });
});
