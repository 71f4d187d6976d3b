// Writes the half of an SST-2 file that the emulated teacher learns from: the rows at even places, beside this script as teacher.tsv.
// The run takes the other half (source.where in run.yaml), so the teacher never saw a prompt that it is asked.
//   node samples/sst2/prepare.mjs [FILE]     FILE: default sst2.tsv beside this script
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const source = process.argv[2] ?? fileURLToPath(new URL('sst2.tsv', import.meta.url));
if (!existsSync(source)) {
  console.error(`There is no file ${source}. Usage: node samples/sst2/prepare.mjs [FILE]`);
  process.exit(2);
}

const [header, ...rows] = readFileSync(source, 'utf8').split('\n').filter((line) => line.length > 0);
const half = rows.filter((_, index) => index % 2 === 0);
const target = fileURLToPath(new URL('teacher.tsv', import.meta.url));
writeFileSync(target, [header, ...half, ''].join('\n'));
console.log(`${half.length} of ${rows.length} rows are in ${target}`);
