import { renderGraphiQL } from '@graphql-yoga/render-graphiql';

/** GraphiQL as a page that fits a phone, with the way back to the workbench. */
export function graphiqlPage(): string {
  return renderGraphiQL({
    title: 'Tunix RT',
    defaultQuery: STARTER_QUERY,
    defaultEditorToolsVisibility: false,
  })
    .replace('<meta charset="utf-8" />', (charset) => `${charset}${HEAD}`)
    .replace('<div id="root">', (root) => `${WAY_BACK}${root}`);
}

const HEAD = `
      <meta name="viewport" content="width=device-width, initial-scale=1" />`;

const WAY_BACK = `<style>
        body { display: flex; flex-direction: column; height: 100dvh; margin: 0; }
        #root { flex: 1; min-height: 0; }
        #root .graphiql-container { height: 100%; }
        .way-back { padding: 0.4rem 1rem 0; font: 0.85rem system-ui, sans-serif; }
        .way-back a { color: inherit; }
        @media (max-width: 700px) {
          #root .graphiql-container { flex-direction: column-reverse; }
          #root .graphiql-sidebar { flex-direction: row; width: auto; }
          #root .graphiql-sidebar > button { margin: 0 !important; }
          #root :is(.graphiql-main, #graphiql-session) { flex-direction: column; min-height: 0; }
          #root .graphiql-main { overflow: hidden; }
          #root .graphiql-editors { flex: 3 1 0 !important; }
          #root .graphiql-response { flex: 2 1 0 !important; }
          #root .graphiql-sessions { min-height: 0; margin: 0 8px; }
          #root .graphiql-query-editor { flex-direction: column-reverse; }
          #root .graphiql-query-editor .graphiql-toolbar { flex-direction: row; width: auto; }
          #root .graphiql-horizontal-drag-bar { display: none; }
        }
      </style>
      <nav class="way-back" aria-label="Workbench"><a href="/">← Back to the workbench</a></nav>
      `;

// So short and narrow that nothing of it is cut off, on a phone either.
const STARTER_QUERY = `# Documented: open the book.
query Loop {
  health { status }
  traces(first: 3) {
    totalCount
    edges { node { prompt } }
  }
  datasets(first: 3) {
    edges { node { key } }
  }
  runs(first: 3) {
    edges { node { status } }
  }
}
`;
