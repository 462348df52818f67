import { defineConfig } from 'vitest/config';

/** What a user does in a browser, against ./freshet up: npm run browser. */
export default defineConfig({
  test: {
    include: ['browser/**/*.browser.ts'],
    globalSetup: 'browser/system.ts',
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 20_000 } },
  },
});
