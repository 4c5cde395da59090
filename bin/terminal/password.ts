import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { WrongUse } from './exit.ts';

const SHORTEST = 12;

/**
 * The password of a new account: from BROLETTO_PASSWORD, from the standard input, or asked twice on the terminal.
 * Never from the arguments, which every user of the machine can read.
 */
export async function readPassword(): Promise<string> {
  const given = process.env.BROLETTO_PASSWORD ?? (process.stdin.isTTY ? await askTwice() : await readAll());
  if (given.length < SHORTEST) throw new WrongUse(`La password deve avere almeno ${SHORTEST} caratteri.`);
  return given;
}

async function readAll(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/\r?\n$/, '');
}

async function askTwice(): Promise<string> {
  const first = await askHidden('Password: ');
  if (first !== (await askHidden('Ripetere la password: ')))
    throw new WrongUse('Le due password non sono uguali.');
  return first;
}

async function askHidden(question: string): Promise<string> {
  process.stderr.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const line = createInterface({ input: process.stdin, output: silent, terminal: true });
  const answer = await line.question('');
  line.close();
  process.stderr.write('\n');
  return answer;
}
