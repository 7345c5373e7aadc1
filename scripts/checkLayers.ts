import { globSync, readFileSync } from 'node:fs';
import { checkModules } from './checkModules.ts';

const paths = globSync('packages/{core,react}/src/**/*.{ts,tsx}');
const files = new Map(paths.map((path) => [path, readFileSync(path, 'utf8')]));
const { modules, edges, problems } = checkModules(files);

for (const problem of problems) console.error(problem);
// A check that looked at nothing must not pass.
if (modules === 0 || edges === 0) console.error('The layer check found no modules or no imports.');
console.log(`${modules} modules, ${edges} imports between them, ${problems.length} problems`);
process.exitCode = problems.length > 0 || modules === 0 || edges === 0 ? 1 : 0;
