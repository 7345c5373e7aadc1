import { build, install, provideChromium } from './prepare.mjs';
import { checks, runCheck, runSuite, suites } from './suites.mjs';

/** Everything that can be run, one after the other: two browsers' suites at once would only slow each other. */
export async function runTests({ withTests, withChecks }) {
  const results = [];
  await install();
  if (withTests) await provideChromium();
  await build();
  if (withTests) for (const suite of suites) results.push(show(await runSuite(suite)));
  if (withChecks) for (const check of checks) results.push(show(await runCheck(check)));
  return summarise(results);
}

function show(result) {
  if (result.problem) console.log(`\n${indent(result.tail)}\n\n${result.problem}\n`);
  return result;
}

const indent = (text) => text.replace(/^/gm, '    ');

function summarise(results) {
  console.log('');
  for (const { name, passed, failed } of results)
    console.log(
      `  ${name.padEnd(20)} ${String(passed).padStart(5)} passed  ${String(failed).padStart(4)} failed`,
    );
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  return { passed: sum('passed'), failed: sum('failed') };
}
