import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { RuleBroken } from '../errors.ts';
import { registerMessages } from '../messages.ts';
import { messages } from './messages.it.ts';
import type { CompileAnswer, CompileJob } from './typst-worker.ts';

registerMessages(messages);

/** The sources of a template: the text of each file by its name, and which of them is the document. */
export interface TemplateSources {
  main: string;
  files: Readonly<Record<string, string>>;
}

export interface PdfRequest {
  /** Sources, the path of a `.typ` file (its folder comes with it), or the text of a template that imports nothing. */
  template: TemplateSources | string;
  /** What the template reads with `json(bytes(sys.inputs.d))`: it is data, never interpreted as markup. */
  data: unknown;
  /** The instant written in the PDF. The same template, data, pictures and instant give the same bytes. */
  at: Date;
  /** Pictures that the template may show, by the name under which it asks for them. */
  pictures?: Readonly<Record<string, Uint8Array>>;
}

/** A template that cannot be compiled: its own fault, or that of a document that would not be accessible. */
export class TemplateRefused extends Error {
  readonly diagnostics: readonly string[];
  constructor(diagnostics: readonly string[]) {
    super(`the template cannot be compiled: ${diagnostics.join('; ')}`);
    this.name = 'TemplateRefused';
    this.diagnostics = diagnostics;
  }
}

/**
 * Compiles a Typst template to PDF/UA-1, in a thread of its own so that long documents do not hold up the web.
 * Typst itself refuses what would not be accessible: a picture without text, a heading out of order, no title.
 * @throws TemplateRefused with the diagnostics; RuleBroken `platform.documents-unavailable` where the native module
 * is missing (it exists for Linux x64 alone: data and pages remain).
 */
export async function compilePdf(request: PdfRequest): Promise<Buffer> {
  const sources = typeof request.template === 'string' ? sourcesOf(request.template) : request.template;
  const answer = await ask({
    main: sources.main,
    files: sources.files,
    pictures: request.pictures ?? {},
    data: JSON.stringify(request.data),
    timestamp: Math.floor(request.at.getTime() / 1000),
  });
  if ('pdf' in answer) return Buffer.from(answer.pdf.buffer, answer.pdf.byteOffset, answer.pdf.byteLength);
  if ('unavailable' in answer) throw new RuleBroken('platform.documents-unavailable');
  throw new TemplateRefused(answer.diagnostics);
}

/** The sources of a template file: itself and the other `.typ` files of its folder, which it may import. */
export function templateSources(path: string): TemplateSources {
  const folder = dirname(path);
  const names = readdirSync(folder).filter((name) => name.endsWith('.typ'));
  return {
    main: basename(path),
    files: Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')])),
  };
}

const sourcesOf = (template: string): TemplateSources =>
  /^\/[^\n]*\.typ$/.test(template)
    ? templateSources(template)
    : { main: 'main.typ', files: { 'main.typ': template } };

interface Waiting {
  resolve(answer: CompileAnswer): void;
  reject(error: Error): void;
}

let thread: { worker: Worker; waiting: Map<number, Waiting> } | null = null;
let lastNumber = 0;

/** One thread, started at the first document; it keeps the process alive only while it is at work. */
function ask(job: Omit<CompileJob, 'number'>): Promise<CompileAnswer> {
  thread ??= startThread();
  const { worker, waiting } = thread;
  return new Promise((resolve, reject) => {
    const number = ++lastNumber;
    waiting.set(number, { resolve, reject });
    worker.ref();
    worker.postMessage({ ...job, number } satisfies CompileJob);
  });
}

function startThread(): { worker: Worker; waiting: Map<number, Waiting> } {
  const worker = new Worker(new URL('./typst-worker.ts', import.meta.url));
  const waiting = new Map<number, Waiting>();
  const lost = (error: Error) => {
    if (thread?.worker === worker) thread = null;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('message', (answer: CompileAnswer) => {
    const asked = waiting.get(answer.number);
    waiting.delete(answer.number);
    if (waiting.size === 0) worker.unref();
    asked?.resolve(answer);
  });
  worker.on('error', lost);
  worker.on('exit', () => lost(new Error('the thread of documents ended')));
  return { worker, waiting };
}
