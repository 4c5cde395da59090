import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { romeDate } from '../calendar.ts';
import type { Clock } from '../clock.ts';

/*
 * Public pages kept in memory, never stale. A page is kept with the revision of its centre and the day on which it was
 * made; each request asks the revision (one cheap question for all that come together, begun after they came) and the
 * kept bytes are sent only when both are still the same. So a change shows at the next request, on every process.
 * What is kept is the same for everybody: it is made by a visit without session, cookies and form token.
 */

/** What a page answers, before it is kept. */
export interface Rendered {
  type: string;
  body: Buffer;
  /** Headers besides type, length and those of every answer. */
  headers?: Readonly<Record<string, string>>;
}

interface Variant {
  headers: readonly string[];
  body: Buffer;
  etag: string;
}

interface Kept {
  slug: string;
  revision: string;
  day: string;
  rendered: Rendered;
  plain: Variant;
  compressed: Map<string, Promise<Variant>>;
  bytes: number;
}

export interface PageMemoryOptions {
  /** The revision of the centre at an address; null when there is none. */
  revisionAt(slug: string): Promise<string | null>;
  clock: Clock;
  headers: readonly (readonly [string, string])[];
  /** The most bytes kept; beyond them the pages asked longest ago are forgotten. */
  mostBytes?: number;
}

const MOST_BYTES = 64 * 1024 * 1024;
/** One page may take this part of the memory at most. */
const LARGEST_PART = 8;
const WORTH_COMPRESSING = 1400;

export type PageMemory = ReturnType<typeof pageMemory>;

/** A memory of rendered public answers, by their whole address. */
export function pageMemory(options: PageMemoryOptions) {
  const mostBytes = options.mostBytes ?? MOST_BYTES;
  const kept = new Map<string, Kept>();
  const making = new Map<string, Promise<Rendered | null>>();
  let bytes = 0;
  const today = () => romeDate(options.clock.now());

  const grow = (page: Kept, by: number): void => {
    page.bytes += by;
    bytes += by;
    for (const [url, oldest] of kept) {
      if (bytes <= mostBytes) break;
      forget(url, oldest);
    }
  };
  const forget = (url: string, page: Kept): void => {
    if (kept.get(url) !== page) return;
    kept.delete(url);
    bytes -= page.bytes;
    page.bytes = 0;
  };

  const keep = (url: string, slug: string, revision: string, day: string, rendered: Rendered): Kept => {
    const plain = variantOf(rendered, options.headers, null, rendered.body);
    const page: Kept = { slug, revision, day, rendered, plain, compressed: new Map(), bytes: 0 };
    const before = kept.get(url);
    if (before) forget(url, before);
    if (rendered.body.length * LARGEST_PART <= mostBytes) {
      kept.set(url, page);
      grow(page, rendered.body.length + url.length * 2 + 1000);
    }
    return page;
  };

  const send = async (page: Kept, url: string, request: IncomingMessage, response: ServerResponse) => {
    const encoding =
      page.rendered.body.length < WORTH_COMPRESSING
        ? null
        : wantedEncoding(request.headers['accept-encoding']);
    if (encoding === null) return write(page.plain, request, response);
    let variant = page.compressed.get(encoding);
    if (!variant) {
      variant = compress(encoding, page.rendered.body).then((body) => {
        if (kept.get(url) === page) grow(page, body.length);
        return variantOf(page.rendered, options.headers, encoding, body);
      });
      page.compressed.set(encoding, variant);
    }
    write(await variant, request, response);
  };

  return {
    /** How many bytes are kept now. */
    size: () => bytes,

    /**
     * Sends the kept answer when there is one and it still holds; otherwise `otherwise` goes on.
     * It stands before the framework: a kept page costs one shared question and one write.
     */
    answer(request: IncomingMessage, response: ServerResponse, otherwise: () => void): void {
      const url = request.url!;
      const page = request.method === 'GET' || request.method === 'HEAD' ? kept.get(url) : undefined;
      if (!page) {
        otherwise();
        return;
      }
      options.revisionAt(page.slug).then((revision) => {
        if (revision !== page.revision || page.day !== today()) {
          forget(url, page);
          return otherwise();
        }
        if (kept.get(url) === page) {
          kept.delete(url);
          kept.set(url, page);
        }
        return send(page, url, request, response);
      }, otherwise);
    },

    /**
     * Makes the answer, keeps it and sends it; visitors of the same address that come meanwhile share the making.
     * @param make what the page answers for the day; null when it is not to be kept.
     * @returns false when nothing was sent, because there is no such centre or `make` said so.
     */
    async make(
      address: { url: string; slug: string },
      request: IncomingMessage,
      response: () => ServerResponse,
      make: () => Promise<Rendered | null>,
    ): Promise<boolean> {
      const { url, slug } = address;
      const revision = await options.revisionAt(slug);
      if (revision === null) return false;
      const day = today();
      const found = kept.get(url);
      if (found && found.revision === revision && found.day === day) {
        await send(found, url, request, response());
        return true;
      }
      const task = `${revision} ${day} ${url}`;
      let made = making.get(task);
      if (!made) {
        made = make().finally(() => making.delete(task));
        making.set(task, made);
      }
      const rendered = await made;
      if (!rendered) return false;
      const same = kept.get(url);
      const page = same && same.rendered === rendered ? same : keep(url, slug, revision, day, rendered);
      await send(page, url, request, response());
      return true;
    },
  };
}

function variantOf(
  rendered: Rendered,
  common: readonly (readonly [string, string])[],
  encoding: string | null,
  body: Buffer,
): Variant {
  const hash = createHash('sha256').update(rendered.body).digest('base64url').slice(0, 22);
  const etag = `"${hash}${encoding ? `-${encoding}` : ''}"`;
  const headers = [
    ...common.flat(),
    ...Object.entries(rendered.headers ?? {}).flat(),
    'content-type',
    rendered.type,
    // May be kept by whoever likes, but asked again each time: the answer is then 304.
    'cache-control',
    'public, no-cache',
    'vary',
    'accept-encoding',
    'etag',
    etag,
    ...(encoding ? ['content-encoding', encoding] : []),
    'content-length',
    String(body.length),
  ];
  return { headers, body, etag };
}

function write(variant: Variant, request: IncomingMessage, response: ServerResponse): void {
  const known = request.headers['if-none-match'];
  if (known !== undefined && matches(known, variant.etag)) {
    response.writeHead(304, variant.headers.slice(0, -2) as string[]).end();
    return;
  }
  response.writeHead(200, variant.headers as string[]);
  if (request.method === 'HEAD') response.end();
  else response.end(variant.body);
}

/** `If-None-Match`: a star, or one of the listed tags, weak or not (RFC 9110, 13.1.2). */
const matches = (header: string, etag: string): boolean =>
  header === '*' || header.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);

/** The encoding that the browser takes and makes the answer smaller. */
function wantedEncoding(header: string | string[] | undefined): 'br' | 'gzip' | null {
  if (header === undefined) return null;
  const text = String(header);
  if (/\bbr\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/.test(text)) return 'br';
  return /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/.test(text) ? 'gzip' : null;
}

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);
const compress = (encoding: string, body: Buffer): Promise<Buffer> =>
  encoding === 'br'
    ? brotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
    : zip(body, { level: 6 });
