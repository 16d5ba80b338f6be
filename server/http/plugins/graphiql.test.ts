import { expect, it } from 'vitest';
import { graphiqlPage } from './graphiql.ts';

it('shows GraphiQL at the width of the screen, with the way back to the workbench', () => {
  const page = graphiqlPage();
  const [head = '', body = ''] = page.split('<body');
  expect(head).toContain('<meta name="viewport" content="width=device-width, initial-scale=1" />');
  expect(body.slice(0, body.indexOf('<script>'))).toMatch(/<a href="\/">[\s\S]*<div id="root">/);
});
