import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BareSettings } from './bare-server.ts';
import { type Bench, percent } from './bench.ts';
import { startBare } from './child.ts';
import { type Answers, type Load, load } from './load.ts';
import { type Processes, processorTimeOf } from './processes.ts';
import { median } from './statistics.ts';

/** The product and bare node:http, asked in turn. */
export interface SideBySide {
  product: readonly Answers[];
  bare: readonly Answers[];
  /** Requests a second of the product as a share of the bare ones: the median of the rounds' own shares. */
  share: number;
  shares: readonly number[];
  /** Processor time of application and database for each request, in milliseconds: what others do does not enter. */
  productCpu: number;
  bareCpu: number;
  /** Bytes of the page as it is sent without compression. */
  bytes: number;
}

/** Headers that node:http puts by itself. */
const ITS_OWN = new Set(['connection', 'date', 'keep-alive', 'transfer-encoding']);

/**
 * Asks the product and the bare server for the same bytes, a round each, alternating, so that whatever else the
 * machine does meets both.
 * @throws when any answer was not 200.
 */
export async function sideBySide(
  bench: Bench,
  asked: Omit<Load, 'seconds'>,
  processes: Processes,
  query?: BareSettings['query'],
): Promise<SideBySide> {
  // Many short rounds: a machine shared with others changes pace every few seconds, and a pair of rounds meets the same one.
  const [rounds, seconds] = bench.quick ? [1, 2] : [15, 1];
  const folder = mkdtempSync(join(bench.ground.directory, 'bare-'));
  const bytes = await settingsFrom(asked, query, folder);
  const other = await startBare(join(folder, 'settings.json'));
  const product: Round[] = [];
  const bare: Round[] = [];
  try {
    await load({ ...asked, seconds: 2 });
    await load({ ...asked, url: other.url, seconds: 2 });
    for (let round = 0; round < rounds; round++) {
      product.push(await answered({ ...asked, seconds }, processes));
      bare.push(
        await answered({ ...asked, url: other.url, seconds }, { ...processes, application: other.pid }),
      );
    }
  } finally {
    await other.stop();
    rmSync(folder, { recursive: true });
  }
  const shares = product.map((one, round) => one.requestsPerSecond / bare[round]!.requestsPerSecond);
  const cpu = (rounds: readonly Round[]) => median(rounds.map((round) => round.cpuMs));
  return {
    ...{ product, bare, share: median(shares), shares, bytes },
    ...{ productCpu: cpu(product), bareCpu: cpu(bare) },
  };
}

type Round = Answers & { cpuMs: number };

async function answered(asked: Load, processes: Processes): Promise<Round> {
  const before = processorTimeOf(processes);
  const answers = await load(asked);
  if (answers.failures > 0) throw new Error(`${asked.url}: ${answers.failures} requests failed`);
  const cpuMs = (processorTimeOf(processes) - before) / (answers.requestsPerSecond * asked.seconds);
  return { ...answers, cpuMs };
}

/** "processor time per request 1.30 ms, bare 0.76 ms (58 %)". */
export const processorNote = ({ productCpu, bareCpu }: SideBySide): string =>
  `processor time per request ${productCpu.toFixed(3)} ms, bare ${bareCpu.toFixed(3)} ms (${percent(bareCpu / productCpu)})`;

/** Takes one answer of the product, body and headers, as what the bare server will send. */
async function settingsFrom(
  asked: Omit<Load, 'seconds'>,
  query: BareSettings['query'],
  folder: string,
): Promise<number> {
  const answer = await fetch(asked.url, { headers: { ...asked.headers, 'accept-encoding': 'identity' } });
  const body = Buffer.from(await answer.arrayBuffer());
  if (answer.status !== 200) throw new Error(`${asked.url} answers ${answer.status}`);
  const headers = Object.fromEntries([...answer.headers].filter(([name]) => !ITS_OWN.has(name)));
  const bodyFile = join(folder, 'body');
  writeFileSync(bodyFile, body);
  const settings: BareSettings = { bodyFile, headers, ...(query ? { query } : {}) };
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings));
  return body.length;
}

export const medianOf = (answers: readonly Answers[], of: keyof Answers): number =>
  median(answers.map((one) => one[of]));
