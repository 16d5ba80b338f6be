import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { toTraceJson } from '../../server/traces/trace.ts';
import { buildDataset, sum } from './seed.fixture.ts';
import { describeInBrowser, test } from './workbench.fixture.ts';

const it = test;

const GSM8K = '{"question":"6 × 7?","answer":"6 × 7 = <<6*7=42>>42\\n#### 42"}';

describeInBrowser('The pages of imports', () => {
  it('show what is pasted and dropped before it is stored, and name the rows that are refused', async ({
    page,
    problems,
  }) => {
    problems.expect(/422/);
    await page.goto('/traces');
    await page.getByRole('heading', { name: 'No traces yet' }).waitFor();
    await page.getByRole('link', { name: 'Import', exact: true }).click();

    await paste(page, JSON.stringify(toTraceJson(sum(0)), null, 2));
    await page.getByText('First row: 1 trace, 0 refused').waitFor();
    await take(page);
    await page.getByTestId('import').getByText('1 trace stored.').waitFor();

    await drop(page, 'mixed.jsonl', [line(1), '{"prompt":', line(2)]);
    await page.getByText('First 3 rows: 2 traces, 1 refused').waitFor();
    await page.getByText('row 2', { exact: true }).waitFor();
    await take(page);
    const mixed = page.getByTestId('import').filter({ hasText: 'mixed.jsonl' });
    await mixed.getByText('2 traces stored, 1 row was refused.').waitFor();
    await mixed.getByText('row 2', { exact: true }).waitFor();

    await page.getByLabel('Rows to paste').waitFor();
    await paste(page, `${line(3)}\n{}`);
    await page.getByLabel('All or nothing').check();
    await take(page);
    await page.getByText('Nothing stored, as you asked: 1 row was refused.').waitFor();

    await mixed.getByRole('link', { name: 'Open its traces' }).click();
    await page.getByTestId('trace-count').getByText('2 traces match', { exact: true }).waitFor();
  });

  it('take files that are dropped on the list of traces along to be looked at', async ({
    page,
  }) => {
    await page.goto('/traces');
    await page.getByRole('heading', { name: 'No traces yet' }).waitFor();
    await drop(page, 'questions.jsonl', [GSM8K]);
    await page.getByRole('heading', { name: 'New import' }).waitFor();
    await page.getByTestId('verdict').getByText('GSM8K', { exact: true }).waitFor();
    await page.getByTestId('preview-traces').getByText('6 × 7 = 42').waitFor();
    await page.getByRole('row', { name: /question prompt/ }).waitFor();
    expect(await page.getByTestId('verdict').textContent()).toContain('question, answer');
    await page.getByRole('button', { name: 'Questions and answers' }).click();
    await page.getByTestId('preview-traces').getByText('<<6*7=42>>').first().waitFor();
    expect(new URL(page.url()).searchParams.get('format')).toBe('questions');
  });

  it('have fields mapped by hand, with each fault at its field, and keep the mapping by name', async ({
    page,
    problems,
  }) => {
    problems.expect(/400/);
    const row = {
      frage: 'Was ist 2 + 2?',
      daten: { antwort: '4', gedanken: 'Zwei.\n\nVier.' },
      note: 0.5,
    };
    await page.goto('/imports/new');
    await paste(page, JSON.stringify(row));
    await page.getByRole('button', { name: 'Map its fields by hand' }).click();
    expect(await page.getByLabel('Prompt', { exact: true }).inputValue()).toBe('');
    await page.getByLabel('Prompt', { exact: true }).fill('frage');
    await page.getByLabel('Answer', { exact: true }).fill('daten..antwort');
    await page.getByLabel('Reasoning', { exact: true }).fill('daten.gedanken');
    await page.getByText(/^Expected the path of a field/).waitFor();
    expect(await page.getByRole('button', { name: 'Import', exact: true }).isDisabled()).toBe(true);
    await page.getByLabel('Answer', { exact: true }).fill('daten.antwort');
    await page.getByLabel('Scores').fill('grade = note');
    const traces = page.getByTestId('preview-traces');
    await traces.getByText('grade 0.5').waitFor();
    await traces.getByText('Vier.', { exact: true }).waitFor();

    await page.getByLabel('Keep it as').fill('fragen');
    await page.getByRole('button', { name: 'Keep mapping' }).click();
    await page.getByText('Kept the mapping fragen.').waitFor();
    await page.goto('/imports/new?format=mapping');
    await paste(page, JSON.stringify(row));
    await page.getByLabel('Kept mapping').selectOption('fragen');
    await traces.getByText('grade 0.5').waitFor();
    await take(page);
    await page.getByTestId('import').getByText('1 trace stored, 1 score stored.').waitFor();
    await page.getByRole('link', { name: 'Open the import' }).click();
    await page.getByText('"daten.antwort"').waitFor();
  });

  it('list all imports, say that a file was imported before, and undo one but for what is held', async ({
    page,
    server,
  }) => {
    const body = [1, 2, 3].map(line).join('\n');
    for (const name of ['first.jsonl', 'again.jsonl'])
      await server.fetch(`/traces/import?name=${name}`, { method: 'POST', body });
    await buildDataset(server, { name: 'd', version: '1', limit: 1 });
    await page.goto('/imports');
    const first = page.getByTestId('import-row').filter({ hasText: 'first.jsonl' });
    await first.getByText('Completed').waitFor();
    await page.goto('/imports/new');
    await paste(page, body);
    await page.getByTestId('imported-before').getByRole('link', { name: 'again.jsonl' }).waitFor();
    await page.getByText('3 traces, 3 of them here already').waitFor();

    await page.goto('/imports');
    await first.getByRole('link').click();
    await page.getByRole('button', { name: 'Undo import…' }).click();
    await page.getByRole('dialog').getByText('Deletes 3 traces with their scores.').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Undo import' }).click();
    await page.getByText('Deleted 2 traces. 1 trace stays, held by d-1.').waitFor();
    await page.getByText('Undone', { exact: true }).waitFor();
  });

  async function paste(page: Page, text: string) {
    await page.getByLabel('Rows to paste').fill(text);
    await page.getByRole('button', { name: 'Look at what I pasted' }).click();
    await page.getByTestId('verdict').waitFor();
  }

  async function take(page: Page) {
    await page.getByRole('button', { name: 'Import', exact: true }).click();
  }

  async function drop(page: Page, name: string, lines: string[]) {
    const data = await page.evaluateHandle(
      ([fileName, text]) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([text], fileName));
        return transfer;
      },
      [name, lines.join('\n')] as const,
    );
    await page.dispatchEvent('main', 'dragenter', { dataTransfer: data });
    await page.getByText('Drop to look at').waitFor();
    await page.dispatchEvent('main', 'drop', { dataTransfer: data });
  }
});

const line = (number: number) => JSON.stringify(toTraceJson(sum(number)));
