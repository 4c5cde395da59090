import { formatInteger } from '#platform/money';

const WIDTH = 30;
const LINE_EVERY_MS = 5000;

export interface Meter {
  /** How far the work is; `total` is null when it is not known. */
  show(done: number, total: number | null, step?: string): void;
  /** Leaves the terminal clean for what is printed next. */
  end(): void;
}

/** A bar that moves on a terminal; in a pipe or a log, a plain line every five seconds and at each new step. */
export function meter(out: NodeJS.WriteStream = process.stderr): Meter {
  let lastStep: string | undefined;
  let lastAt = 0;
  let drawn = false;
  return {
    show(done, total, step) {
      const now = Date.now();
      const over = total !== null && done >= total;
      if (out.isTTY) {
        if (now - lastAt < 100 && !over) return;
        out.write(`\r\u001b[2K${bar(done, total)}${step ? ` ${step}` : ''}`);
        drawn = true;
      } else {
        if (step === lastStep && now - lastAt < LINE_EVERY_MS) return;
        out.write(`${step ? `${step}: ` : ''}${counted(done, total)}\n`);
      }
      lastAt = now;
      lastStep = step;
    },
    end() {
      if (drawn) out.write('\r\u001b[2K');
    },
  };
}

/** "[##########--------------------]  33 % 1.650 di 5.000" */
export function bar(done: number, total: number | null): string {
  if (!total) return `[${'-'.repeat(WIDTH)}] ${counted(done, total)}`;
  const share = Math.min(done / total, 1);
  const filled = Math.round(share * WIDTH);
  return `[${'#'.repeat(filled)}${'-'.repeat(WIDTH - filled)}] ${String(Math.floor(share * 100)).padStart(3)} % ${counted(done, total)}`;
}

const counted = (done: number, total: number | null): string =>
  total === null ? formatInteger(done) : `${formatInteger(done)} di ${formatInteger(total)}`;
