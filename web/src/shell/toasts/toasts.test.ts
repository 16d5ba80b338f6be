import { afterEach, describe, expect, it } from 'vitest';
import { dismissToast, showToast, toasts } from './toasts.ts';

const texts = () => toasts().map(({ text }) => text);

describe('Toasts', () => {
  afterEach(() => {
    for (const { id } of toasts()) dismissToast(id);
  });

  it('come one below the other, the newest three of them', () => {
    for (const text of ['one', 'two', 'three', 'four']) showToast(text);
    expect(texts()).toEqual(['two', 'three', 'four']);
  });

  it('go one by one', () => {
    showToast('one');
    showToast('two');
    dismissToast(toasts()[0]?.id ?? 0);
    expect(texts()).toEqual(['two']);
  });
});
