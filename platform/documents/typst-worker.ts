import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parentPort } from 'node:worker_threads';

/* The thread that compiles documents: one Typst compiler, one document at a time. */

export interface CompileJob {
  number: number;
  main: string;
  files: Readonly<Record<string, string>>;
  pictures: Readonly<Record<string, Uint8Array>>;
  data: string;
  /** Seconds since 1970, written in the PDF. */
  timestamp: number;
}

export type CompileAnswer = { number: number } & (
  | { pdf: Uint8Array }
  | { diagnostics: string[] }
  | { unavailable: true }
);

interface Compiler {
  addSource(path: string, text: string): void;
  mapShadow(path: string, bytes: Buffer): void;
  resetShadow(): void;
  evictCache(age: number): void;
  pdf(
    what: { mainFilePath: string; inputs: Record<string, string> },
    how: { pdfStandard: 'ua-1'; creationTimestamp: number },
  ): Buffer;
}

/** The compiler sees this folder alone, which does not exist: every file of a document is put in its memory. */
const DESK = '/scrivania-dei-documenti';
/** Documents after which what the compiler remembers of older ones is dropped. */
const FORGET_AFTER = 20;

const require = createRequire(import.meta.url);
const port = parentPort;
let compiler: Compiler | null | undefined;
let made = 0;

function openCompiler(): Compiler | null {
  try {
    const fonts = join(dirname(require.resolve('bootstrap-italia/package.json')), 'dist', 'fonts');
    const { NodeCompiler } = require(`@myriaddreamin/typst-ts-node-compiler-linux-${process.arch}-gnu`);
    return NodeCompiler.create({
      workspace: DESK,
      fontArgs: [{ fontPaths: ['Titillium_Web', 'Roboto_Mono'].map((name) => join(fonts, name)) }],
    });
  } catch (error) {
    if ((error as { code?: string }).code === 'MODULE_NOT_FOUND') return null;
    throw error;
  }
}

function compile(job: CompileJob): CompileAnswer {
  compiler ??= openCompiler();
  if (!compiler) return { number: job.number, unavailable: true };
  try {
    for (const [name, text] of Object.entries(job.files)) compiler.addSource(join(DESK, name), text);
    for (const [name, bytes] of Object.entries(job.pictures))
      compiler.mapShadow(join(DESK, name), Buffer.from(bytes));
    const pdf = compiler.pdf(
      { mainFilePath: join(DESK, job.main), inputs: { d: job.data } },
      { pdfStandard: 'ua-1', creationTimestamp: job.timestamp },
    );
    return { number: job.number, pdf };
  } catch (error) {
    return { number: job.number, diagnostics: diagnosticsOf(error) };
  } finally {
    compiler.resetShadow();
    if (++made % FORGET_AFTER === 0) compiler.evictCache(FORGET_AFTER);
  }
}

/** The compiler throws its diagnostics as one text, in the message or, for files that it may not read, in the code. */
function diagnosticsOf(error: unknown): string[] {
  const { message, code } = error as { message?: string; code?: string };
  const text = message || code || String(error);
  const found = [...text.matchAll(/message: "((?:[^"\\]|\\.)*)"/g)].map((match) => match[1]!);
  return found.length > 0 ? found : [text];
}

port?.on('message', (job: CompileJob) => port.postMessage(compile(job)));
