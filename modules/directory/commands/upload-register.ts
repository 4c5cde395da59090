import { createHash } from 'node:crypto';
import type { Call } from '#platform/call';
import { perform } from '#platform/database/transaction';
import { RuleBroken } from '#platform/errors';
import { recogniseFileType } from '#platform/files/file-type';
import { newId } from '#platform/ids';
import { demand } from '#platform/permission';
import { mayEditBodies } from '../permissions.ts';
import { readRegister } from '../rules/register-files/read-register.ts';
import { type ManualMapping, matchColumns } from '../rules/register-files/recognise-register.ts';
import type { RegisterKindName } from '../rules/register-files/register-kind.ts';
import { DEFAULT_OPTIONS, type ImportOptions } from '../rules/register-import/import-options.ts';
import { insertImport } from '../store/register-imports.ts';

/** The largest file that is taken, in bytes: the whole of IndicePA is under 15 million. */
export const LARGEST_FILE = 30_000_000;

export interface UploadedFile {
  bytes: Uint8Array;
  fileName: string;
  /** The register that the file is said to be; recognised from its header when absent. */
  kind?: RegisterKindName;
  mapping?: ManualMapping;
  options?: Partial<ImportOptions>;
}

/** What the header of a file tells, kept with the import. */
export interface FileFacts {
  recognised: boolean;
  encoding: string | null;
  delimiter: string | null;
  format: string | null;
  header: string[];
  fileProblems: string[];
}

/**
 * Keeps a file as it came, with the register that it seems to be and its columns. Nothing of the register changes.
 * @throws NotAllowed; RuleBroken `directory.file-empty`, `directory.file-too-large`, `directory.file-unreadable`.
 */
export async function uploadRegister(call: Call, file: UploadedFile): Promise<{ importId: string }> {
  demand(call, mayEditBodies);
  if (file.bytes.length === 0) throw new RuleBroken('directory.file-empty', { field: 'file' });
  if (file.bytes.length > LARGEST_FILE) throw new RuleBroken('directory.file-too-large', { field: 'file' });
  const fileHash = createHash('sha256').update(file.bytes).digest('hex');
  return perform(
    call,
    'directory.upload-register',
    async (tx) => {
      const read = headOf(file);
      const id = newId();
      const options = { ...DEFAULT_OPTIONS, source: file.fileName, ...file.options };
      await insertImport(tx.db, call.centreId, {
        id,
        kind: read.kind,
        fileName: file.fileName.slice(0, 200),
        fileHash,
        content: file.bytes,
        reading: read.facts,
        mapping: read.mapping,
        options,
        uploadedBy: call.actor.name,
        uploadedAt: call.now,
      });
      tx.record({
        action: 'directory.register-uploaded',
        target: 'register-import',
        targetId: id,
        facts: { kind: read.kind, file: file.fileName.slice(0, 200), hash: fileHash },
      });
      return { importId: id };
    },
    { fileHash, kind: file.kind ?? null },
  );
}

/** Reads as little of the file as tells its register and its columns. */
function headOf(file: UploadedFile): {
  kind: RegisterKindName;
  facts: FileFacts;
  mapping: Record<string, number | null>;
} {
  const read = readRegister(headBytes(file.bytes), {
    ...(file.kind ? { kind: file.kind } : {}),
    ...(file.mapping ? { mapping: file.mapping } : {}),
    ...(file.options?.topologyObject ? { topologyObject: file.options.topologyObject } : {}),
  });
  if (read.format === null)
    throw new RuleBroken('directory.file-unreadable', { field: 'file', reason: read.fileProblems[0] });
  const kind = file.kind ?? read.recognition?.kind ?? 'ipa-bodies';
  const recognition = read.recognition ?? matchColumns(kind, read.header);
  return {
    kind,
    mapping: recognition.columnOf,
    facts: {
      recognised: recognition.complete,
      encoding: read.encoding,
      delimiter: read.delimiter,
      format: read.format,
      header: read.header,
      fileProblems: read.fileProblems,
    },
  };
}

const HEAD = 1_000_000;

/** The beginning of a long text, up to the end of a line; a spreadsheet and a map can only be read whole. */
function headBytes(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= HEAD || recogniseFileType(bytes) === 'xlsx' || startsAsJson(bytes)) return bytes;
  const end = bytes.lastIndexOf(0x0a, HEAD);
  return end > 0 ? bytes.subarray(0, end) : bytes;
}

/** An opening brace, perhaps after a byte order mark and spaces. */
const startsAsJson = (bytes: Uint8Array): boolean =>
  /^(?:\xef\xbb\xbf)?\s*\{/.test(Buffer.from(bytes.subarray(0, 100)).toString('latin1'));
