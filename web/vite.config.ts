import { defineConfig } from 'vite';
import solid from 'vite-plugin-solid';
import { ADDRESSES, writeExpression } from '../server/addresses.ts';

const SERVER = 'http://127.0.0.1:4000';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [solid()],
  build: { outDir: 'dist', emptyOutDir: true },
  server: {
    proxy: Object.fromEntries(
      Object.values(ADDRESSES).map((address) => [
        writeExpression(address),
        { target: SERVER, ws: address === ADDRESSES.graphql },
      ]),
    ),
  },
});
