// Runs every test project and ends with the one line that matters: "N passed, N failed".
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
installAzurite();

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

// The storage tests run on Azurite; a fresh clone has none yet.
function installAzurite() {
  const json = (path) => JSON.parse(readFileSync(path, 'utf8'));
  const wanted = json('package.json').devDependencies.azurite;
  const manifest = 'node_modules/azurite/package.json';
  if (existsSync(manifest) && json(manifest).version === wanted) {
    return;
  }
  console.log(`node_modules has no azurite ${wanted}: running 'npm ci' first.`);
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) {
    console.error(`'npm ci' failed (${npm.error?.message ?? `exit code ${npm.status}`}); the storage tests cannot run without Azurite.`);
    process.exit(1);
  }
}
