import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { type Keyboard, keyboardOf } from './keyboard.fixture.ts';
import { storeTraces, sum, sums } from './seed.fixture.ts';
import { describeInBrowser, test } from './workbench.fixture.ts';

const it = test;

// Both said the same of 14 of 20. Ada: 12 good, 8 bad; Ben: 10 and 10. κ = (0.7 − 0.5) / (1 − 0.5).
const ADA = '11111111111122222222';
const BEN = '11111111122212222222'.split('').toSpliced(0, 2, '2', '1').join('');

describeInBrowser('A review', () => {
  it('of twenty is finished by two people with the keyboard alone, who agree as far as κ says', {
    timeout: 120_000,
  }, async ({ openPage, server }) => {
    await storeTraces(server, sums(20));
    const first = await openPage();
    const ada = keyboardOf(first);
    await first.goto('/traces');
    await ada.activate('link', 'Review');
    await ada.arrives('New review');
    await ada.fill('textbox', 'Name of the review', 'Sums');
    await ada.fill('textbox', 'Criteria', 'clarity');
    await ada.activate('button', 'Make the review');
    await ada.arrives('Sums');
    const address = first.url();
    await ada.fill('textbox', 'Your name', 'Ada');
    await ada.press('Enter');
    await judgeAll(first, ada, ADA);

    const second = await openPage();
    const ben = keyboardOf(second);
    await second.goto(address);
    await ben.fill('textbox', 'Your name', 'Ben');
    await ben.press('Enter');
    await judgeAll(second, ben, BEN);
    const agreement = second.getByTestId('agreement');
    await agreement.getByText('n 20').waitFor();
    const [same, byChance] = agreementOf(ADA, BEN);
    const kappa = ((same - byChance) / (1 - byChance)).toFixed(2);
    expect(await agreement.locator('figcaption').innerText()).toContain(
      `Ada and Ben: Cohen’s κ ${kappa}, n 20`,
    );
    const { traces } = await server.data(
      '{ traces(first: 100) { edges { node { scores { judge label } } } } }',
    );
    const scores = traces.edges.flatMap(({ node }: { node: { scores: object[] } }) => node.scores);
    expect(scores).toHaveLength(40);
  });

  it('goes on where one was, moves, skips, takes back, and leaves what is typed alone', async ({
    page,
    server,
  }) => {
    await storeTraces(server, sums(4));
    const keys = keyboardOf(page);
    await page.goto(await addressOfReview(server));
    await keys.fill('textbox', 'Your name', 'Ada');
    await keys.press('Enter');
    await item(page, 1);
    await keys.press('Enter');
    await page.getByText('Choose a verdict first').waitFor();
    await keys.press('2', 'w');
    await keys.has('textbox', /^Why/);
    await keys.press('1', 's', 'u', '?', 'Escape');
    expect(await page.getByRole('button', { name: '2 bad' }).getAttribute('aria-pressed')).toBe(
      'true',
    );
    await keys.press('Enter');
    await item(page, 2);
    await progress(page, '1 of 4 judged');
    await keys.press('s');
    await item(page, 3);
    await progress(page, '1 of 4 judged, 1 skipped');
    await keys.press('ArrowLeft');
    await item(page, 2);
    await page.getByText('skipped', { exact: true }).waitFor();
    await keys.press('ArrowLeft');
    await item(page, 1);
    await page.getByText('you said bad').waitFor();
    expect(await page.getByLabel(/^Why/).inputValue()).toBe('1su?');

    await page.goto(new URL(page.url()).pathname);
    await item(page, 3);
    await keys.press('u');
    await item(page, 2);
    await progress(page, '1 of 4 judged');
    await keys.press('?');
    await page.getByTestId('key-sheet').getByText('Save it, and go on').waitFor();
    await keys.press('Escape');
    await page.getByTestId('key-sheet').waitFor({ state: 'hidden' });
    await keys.press('1', 'Enter');
    await item(page, 3);
  });

  it('shows pairs side by side without saying which is which', async ({ page, server }) => {
    await storeTraces(server, [sum(1), sum(1, { finalAnswer: '3', meta: { source: 'other' } })]);
    const keys = keyboardOf(page);
    await page.goto(
      await addressOfReview(server, { kind: 'PAIR', labels: null, criteria: 'better' }),
    );
    await keys.fill('textbox', 'Your name', 'Ada');
    await keys.press('Enter');
    await item(page, 1);
    const left = await page.getByLabel('The left one').getByLabel('Answer').innerText();
    expect(await page.getByTestId('review-item').innerText()).not.toContain('other');
    await keys.press('1', 'Enter');
    await page.getByText('You have been through all of it.').waitFor();
    const { traces } = await server.data(
      '{ traces { edges { node { finalAnswer score(criteria: "better") { score } } } } }',
    );
    for (const { node } of traces.edges) {
      expect(node.score.score).toBe(left.includes(`\n${node.finalAnswer}`) ? 1 : 0);
    }
  });
});

async function judgeAll(page: Page, keys: Keyboard, said: string): Promise<void> {
  for (const [index, digit] of [...said].entries()) {
    await item(page, index + 1);
    await keys.press(digit, 'Enter');
  }
  await page.getByText('You have been through all of it.').waitFor();
  await progress(page, '20 of 20 judged');
}

function item(page: Page, number: number): Promise<void> {
  return page
    .getByTestId('review-item')
    .getByRole('heading', { name: `Item ${number}`, exact: true })
    .waitFor();
}

function progress(page: Page, text: string): Promise<void> {
  return page.getByTestId('review-progress').getByText(text, { exact: true }).waitFor();
}

/** The share of items of which two said the same, and that which is expected by chance, counted one by one. */
function agreementOf(one: string, other: string): [number, number] {
  const n = one.length;
  const same = [...one].filter((said, index) => said === other[index]).length / n;
  const share = (said: string, label: string) =>
    [...said].filter((each) => each === label).length / n;
  const byChance = ['1', '2'].reduce(
    (sum, label) => sum + share(one, label) * share(other, label),
    0,
  );
  return [same, byChance];
}

type Server = { data: (query: string, variables?: object) => Promise<{ outcome: { id: string } }> };

async function addressOfReview({ data }: Server, input: object = {}): Promise<string> {
  const { outcome } = await data(
    `mutation ($input: CreateReviewInput!) {
      outcome: createReview(input: $input) { ... on Review { id } }
    }`,
    {
      input: {
        name: 'Look',
        criteria: 'clarity',
        labels: [
          { label: 'good', score: 1 },
          { label: 'bad', score: 0 },
        ],
        ...input,
      },
    },
  );
  return `/reviews/${outcome.id}`;
}
