import { describe, expect, it } from 'vitest';
import { leakText } from './leakText.ts';

describe('The mark of a leak', () => {
  it('says how many of the questions were trained on, and nothing where none was', () => {
    expect(leakText({ leakCount: 96, rowCount: 120 })).toBe('trained on 96 of these 120 questions');
    expect(leakText({ leakCount: 120, rowCount: 120 })).toBe(
      'trained on all 120 of these questions',
    );
    expect(leakText({ leakCount: 0, rowCount: 120 })).toBeUndefined();
    expect(leakText(null)).toBeUndefined();
  });
});
