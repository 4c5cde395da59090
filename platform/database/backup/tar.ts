/* The little of the tar format (POSIX 2001) that a backup needs, so that any `tar` can open it. */

const BLOCK = 512;
const LARGEST = 8 * 1024 ** 3;

/** A file inside an archive that is being read; its body must be read before the next one is asked. */
export interface TarEntry {
  name: string;
  size: number;
  body: AsyncIterable<Buffer>;
}

/** The archive ended before its end, or is not an archive. */
export class DamagedArchive extends Error {}

/** A whole file, whose content is at hand. */
export function* tarFile(name: string, content: Buffer): Generator<Buffer> {
  yield* tarHeader(name, content.length);
  yield content;
  yield padding(content.length);
}

/** The header of a file of `size` bytes; the caller sends the bytes and then `padding(size)`. */
export function* tarHeader(name: string, size: number): Generator<Buffer> {
  if (size >= LARGEST) throw new Error(`Il file ${name} supera gli 8 GB.`);
  const bytes = Buffer.from(name);
  // Long names and those with accents go in a record before the file.
  if (bytes.length > 99 || bytes.length !== name.length) {
    const record = pathRecord(bytes);
    yield header('pax', record.length, 'x');
    yield record;
    yield padding(record.length);
  }
  yield header(bytes.subarray(0, 99).toString('latin1'), size, '0');
}

export const padding = (size: number): Buffer => Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);
export const tarEnd = (): Buffer => Buffer.alloc(2 * BLOCK);

function header(name: string, size: number, type: '0' | 'x'): Buffer {
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, digits: number) => `${value.toString(8).padStart(digits, '0')}\0`;
  block.write(name, 0, 'latin1');
  block.write(octal(0o600, 7) + octal(0, 7) + octal(0, 7) + octal(size, 11), 100, 'latin1');
  block.write(octal(Math.floor(Date.now() / 1000), 11), 136, 'latin1');
  block.write(`        ${type}`, 148, 'latin1');
  block.write('ustar\x0000', 257, 'latin1');
  block.write(`${checksum(block).toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

/** The sum of the bytes of a header, with its own eight bytes taken as spaces. */
function checksum(block: Buffer): number {
  let sum = 0;
  for (let i = 0; i < BLOCK; i++) sum += i >= 148 && i < 156 ? 32 : block[i]!;
  return sum;
}

/** `<length> path=<name>\n`, where the length counts its own digits too. */
function pathRecord(name: Buffer): Buffer {
  const rest = name.length + ' path=\n'.length;
  let length = rest + String(rest).length;
  if (rest + String(length).length > length) length = rest + String(length).length;
  return Buffer.concat([Buffer.from(`${length} path=`), name, Buffer.from('\n')]);
}

/**
 * The files of an archive one after the other. Reads to the very end, so that what checks the source is asked too.
 * @throws DamagedArchive when the archive stops early or a header does not hold.
 */
export async function* readTar(source: AsyncIterable<Buffer>): AsyncGenerator<TarEntry> {
  const bytes = byteReader(source);
  let path: string | null = null;
  for (;;) {
    const block = await bytes.exactly(BLOCK);
    if (block.every((byte) => byte === 0)) return bytes.drain();
    const { name, size, type } = parseHeader(block);
    if (type === 'x') {
      path = pathIn(await bytes.exactly(size));
    } else {
      const body = bytes.next(size);
      yield { name: path ?? name, size, body };
      for await (const _ of body);
      path = null;
    }
    await bytes.exactly(padding(size).length);
  }
}

function parseHeader(block: Buffer): { name: string; size: number; type: string } {
  const text = (from: number, to: number) => block.toString('latin1', from, to).split('\0')[0]!;
  if (Number.parseInt(text(148, 156), 8) !== checksum(block)) throw new DamagedArchive('bad header');
  return { name: text(0, 100), size: Number.parseInt(text(124, 136), 8), type: text(156, 157) };
}

function pathIn(record: Buffer): string | null {
  return /^\d+ path=([^\n]*)\n/.exec(record.toString('utf8'))?.[1] ?? null;
}

function byteReader(source: AsyncIterable<Buffer>) {
  const chunks = source[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);

  /** Up to `most` bytes, at least one. */
  async function some(most: number): Promise<Buffer> {
    while (rest.length === 0) {
      const { value, done } = await chunks.next();
      if (done) throw new DamagedArchive('the archive ends too early');
      rest = value;
    }
    const taken = rest.subarray(0, most);
    rest = rest.subarray(taken.length);
    return taken;
  }

  async function* next(size: number): AsyncGenerator<Buffer> {
    for (let left = size; left > 0; ) {
      const chunk = await some(left);
      left -= chunk.length;
      yield chunk;
    }
  }

  return {
    next,
    async exactly(size: number): Promise<Buffer> {
      const pieces: Buffer[] = [];
      for await (const piece of next(size)) pieces.push(piece);
      return pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces);
    },
    async drain(): Promise<void> {
      while (!(await chunks.next()).done);
    },
  };
}
