import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** `npm run dev` shows changes at once; API and sign-in are those of a running ./freshet up. */
const system = process.env.FRESHET_URL ?? 'http://127.0.0.1:8080';
const api = '^/(?!app/)|^/app/config.json';

export default defineConfig({
  base: '/app/',
  plugins: [react()],
  build: {
    outDir: 'target/site/app',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    // The CSP of the pages allows no data: URLs but images.
    assetsInlineLimit: 0,
    rolldownOptions: { input: { app: path('index.html'), ops: path('ops/index.html') } },
  },
  server: { proxy: { [api]: system } },
  test: { include: ['src/**/*.test.{ts,tsx}'] },
});
