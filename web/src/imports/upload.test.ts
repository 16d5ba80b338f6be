import { describe, expect, it } from 'vitest';
import { reportOf } from './upload.ts';

describe('The answer to an import', () => {
  it('is its report', () => {
    const report = {
      import: 'id',
      scores: 0,
      accepted: 2,
      skipped: 0,
      rejected: 1,
      errors: [{ line: 3, message: 'No JSON' }],
    };
    expect(reportOf(200, JSON.stringify(report))).toEqual(report);
  });

  it('is the report of a refusal, where none was stored', () => {
    const problem = { title: 'Import refused', status: 422, accepted: 0, rejected: 1, errors: [] };
    expect(reportOf(422, JSON.stringify(problem))).toMatchObject({ accepted: 0, rejected: 1 });
  });

  it('is what went wrong on the way, not the report of what was stored before', () => {
    const problem = { detail: 'No space. Stored before: 7 traces.', status: 500, accepted: 7 };
    expect(() => reportOf(500, JSON.stringify(problem))).toThrow('Stored before: 7 traces.');
  });

  it.each([
    [400, '{"detail":"Expected JSON Lines in the body"}', 'Expected JSON Lines in the body'],
    [401, '{}', /asks for its token/],
    [502, '<html>', 'The server answered 502.'],
  ])('of %d is what went wrong', (status, text, message) => {
    expect(() => reportOf(status, text)).toThrow(message);
  });
});
