// What a first visit loads before it can be used: the entry and what it preloads, but no route that is loaded later.
import { readFileSync } from 'node:fs';

const first = (page) =>
  [...readFileSync(`target/site/app/${page}`, 'utf8').matchAll(/(?:src|href)="\/app\/(assets\/[^"]+\.js)"/g)].map(
    ([, file]) => `target/site/app/${file}`,
  );

export default [{ name: 'app, first load', path: first('index.html'), gzip: true, limit: '120 kB' }];
