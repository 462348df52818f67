// Makes target/contract/ of docs/openapi.yaml: types and checks of the contract itself.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import Ajv from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import addFormats from 'ajv-formats';
import openapiTS, { astToString } from 'openapi-typescript';
import { parse } from 'yaml';

/** Bodies that forms make. */
const FORMS = ['NewOrder', 'NewProfile', 'NewPreferences', 'NewProduct', 'ProductChange'];

const contract = parse(await readFile(new URL('../../docs/openapi.yaml', import.meta.url), 'utf8'), { merge: true });
const generated = new URL('../target/contract/', import.meta.url);

const ajv = new Ajv({ allErrors: true, strict: false, code: { source: true, esm: true, lines: true } });
addFormats(ajv);
ajv.addSchema({ $id: 'contract', components: contract.components });
for (const name of FORMS) {
  ajv.addSchema({ $id: name, $ref: `contract#/components/schemas/${name}` });
}
// A browser has no require; lengths count code points.
const validators = standaloneCode(ajv, Object.fromEntries(FORMS.map((name) => [name, name]))).replaceAll(
  'require("ajv/dist/runtime/ucs2length").default',
  '(text) => [...text].length',
);
if (validators.includes('require(')) {
  throw new Error('the checks of forms need more of Ajv at run time than code points');
}
await mkdir(generated, { recursive: true });
await writeFile(
  new URL('schema.d.ts', generated),
  `// Made of docs/openapi.yaml by scripts/contract.mjs.\n${astToString(await openapiTS(contract))}`,
);
await writeFile(
  new URL('validators.js', generated),
  `// Made of docs/openapi.yaml by scripts/contract.mjs.\n${validators}`,
);
await writeFile(
  new URL('validators.d.ts', generated),
  `import type { ValidateFunction } from 'ajv';\n${FORMS.map((name) => `export const ${name}: ValidateFunction;\n`).join('')}`,
);
