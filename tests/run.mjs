// Runs every test project and ends with the one line that matters: "N passed, N failed".
import { spawn } from 'node:child_process';

const child = spawn('dotnet', ['test', '--solution', 'Distill.Functions.sln', ...process.argv.slice(2)], {
  stdio: ['ignore', 'pipe', 'inherit'],
  env: { ...process.env, DOTNET_CLI_UI_LANGUAGE: 'en', NO_COLOR: '1' },
});

let tail = '';
child.stdout.on('data', (chunk) => {
  process.stdout.write(chunk);
  tail = (tail + chunk).slice(-4096);
});

child.on('close', (code) => {
  const count = (name) => Number(tail.match(new RegExp(`^\\s*${name}: (\\d+)`, 'm'))?.[1] ?? NaN);
  const [passed, failed, skipped] = [count('succeeded'), count('failed'), count('skipped')];
  if (Number.isNaN(passed)) {
    console.error(`The test run ended without a summary (exit code ${code}): the build failed, or no test was found.`);
    process.exit(code || 1);
  }
  console.log(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
  process.exit(code);
});
