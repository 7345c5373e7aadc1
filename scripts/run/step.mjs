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
 * Runs one command quietly: a line when it is done, a sign of life while it takes long, its output
 * in a log file. Resolves with the exit code and the end of the log.
 */
export async function runStep({ title, command, args, env }) {
  const log = `${logs}/${title.replace(/\W+/g, '-')}.log`;
  const timer = progress(title);
  const { code, tail } = await collect(startProcess(command, args, env), log);
  timer.done(code === 0);
  return { code, tail, log };
}

/** The same, where going on makes no sense after a failure. */
export async function mustRun(step) {
  const { code, tail, log } = await runStep(step);
  if (code !== 0) throw new StepError(`${step.advice} The whole log: ${log}`, tail);
}

function progress(title) {
  const start = Date.now();
  const seconds = () => `${((Date.now() - start) / 1000).toFixed(1)} s`;
  const live = process.stdout.isTTY;
  const draw = () => process.stdout.write(`\r  … ${title}  ${seconds()} `);
  const timer = live
    ? setInterval(draw, 200)
    : setInterval(() => console.log(`  … ${title}, ${seconds()} so far`), 30_000);
  return {
    done(ok) {
      clearInterval(timer);
      if (live) process.stdout.write('\r\x1b[K');
      console.log(`  ${ok ? '✓' : '✗'} ${title}  ${seconds()}`);
    },
  };
}

function collect(child, log) {
  mkdirSync(logs, { recursive: true });
  const file = createWriteStream(log);
  let text = '';
  const take = (chunk) => {
    file.write(chunk);
    text = (text + chunk).slice(-20_000);
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  return new Promise((resolve) => {
    child.on('error', (error) => take(`${error.message}\n`));
    child.on('close', (code) => {
      file.end();
      resolve({ code: code ?? 1, tail: text.trimEnd().split('\n').slice(-tailLines).join('\n') });
    });
  });
}
