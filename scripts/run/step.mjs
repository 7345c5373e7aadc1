import { createWriteStream, mkdirSync } from 'node:fs';
import { startProcess } from './processes.mjs';

const logs = '.netcue/logs';
const tailLines = 40;

/** What a step failed with: one sentence that says what to do, and the end of its log. */
export class StepError extends Error {
  constructor(message, tail = '') {
    super(message);
    this.tail = tail;
  }
}

/**
 * Runs one command quietly: a sign of life while it takes long, a line when it is done, its output
 * in a log file. Resolves with the exit code, the end of the log and its path.
 */
export async function runStep(step) {
  const path = `${logs}/${step.title.replace(/\W+/g, '-')}.log`;
  const log = openLog(path);
  const done = showProgress(step.title);
  const code = await startProcess(step, log.write).ended;
  done(code === 0);
  return { code, tail: log.close(), log: path };
}

/** The same, where going on makes no sense after a failure. */
export async function mustRun(step) {
  const { code, tail, log } = await runStep(step);
  if (code !== 0) throw new StepError(`${step.advice} The whole log: ${log}`, tail);
}

/** Shows how long something takes; call the result when it is over. */
export function showProgress(title) {
  const start = Date.now();
  const seconds = () => `${((Date.now() - start) / 1000).toFixed(1)} s`;
  const live = process.stdout.isTTY;
  const timer = live
    ? setInterval(() => process.stdout.write(`\r  … ${title}  ${seconds()} `), 200)
    : setInterval(() => console.log(`  … ${title}, ${seconds()} so far`), 30_000);
  return (ok) => {
    clearInterval(timer);
    if (live) process.stdout.write('\r\x1b[K');
    console.log(`  ${ok ? '✓' : '✗'} ${title}  ${seconds()}`);
  };
}

function openLog(path) {
  mkdirSync(logs, { recursive: true });
  const file = createWriteStream(path);
  const end = keepTail();
  return {
    write(chunk) {
      file.write(chunk);
      end.add(chunk);
    },
    close() {
      file.end();
      return end.text();
    },
  };
}

/** Remembers the last lines of what is added. */
export function keepTail() {
  let text = '';
  return {
    add: (chunk) => (text = (text + chunk).slice(-20_000)),
    text: () => text.trimEnd().split('\n').slice(-tailLines).join('\n'),
  };
}
