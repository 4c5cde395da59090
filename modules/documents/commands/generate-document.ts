import { join } from 'node:path';
import type { Call } from '#platform/call';
import type { Transaction } from '#platform/database/transaction';
import { compilePdf, type TemplateSources, templateSources } from '#platform/documents/typst';
import { RuleBroken } from '#platform/errors';
import { fileStore } from '#platform/files/store';
import { getLetterhead } from '../queries/find-letterhead.ts';
import type { Letterhead } from '../rules/letterhead.ts';
import { emptyFields, type RequiredField } from '../rules/required-fields.ts';
import type { TemplateData, TemplateName } from '../rules/template-data.ts';
import { TEMPLATES } from '../rules/templates.ts';
import { insertDocument } from '../store/documents.ts';

export interface DocumentRequest<T extends TemplateName = TemplateName> {
  template: T;
  data: TemplateData[T];
  /** Title in the lists: "Avviso di versamento n. 12/2027". */
  title: string;
  /** Without its ending: "avviso-12-2027". */
  fileName: string;
  subject: string;
  subjectId: string;
  /** Fields that the caller wants beside those that the template always wants. */
  requiredFields?: readonly RequiredField[];
}

/** What a template read: the data, the centre as it was, the instant. Kept as it is, it makes the same bytes again. */
export interface Snapshot {
  data: unknown;
  letterhead: Letterhead;
  at: string;
}

export interface RenderedDocument {
  request: DocumentRequest;
  snapshot: Snapshot;
  sourcesHash: string;
  bytesHash: string;
  size: number;
  bytes: Buffer;
}

const FOLDER = join(import.meta.dirname, '..', 'templates');

/**
 * Makes the PDF of a template and puts it in the file store; nothing is written in the database.
 * Long work prepares its documents with this, outside its transaction.
 * @throws RuleBroken `documents.field-missing` with the Italian list of the mandatory fields that are empty.
 */
export async function renderDocument<T extends TemplateName>(
  call: Call,
  request: DocumentRequest<T>,
  letterhead?: Letterhead,
): Promise<RenderedDocument> {
  const template = TEMPLATES[request.template];
  const missing = emptyFields(request.data, [...template.required, ...(request.requiredFields ?? [])]);
  if (missing.length > 0)
    throw new RuleBroken('documents.field-missing', { type: request.template, fields: missing });
  const snapshot: Snapshot = {
    data: request.data,
    letterhead: letterhead ?? (await getLetterhead(call)),
    at: call.now.toISOString(),
  };
  const sources = templateSources(join(FOLDER, template.file));
  const bytes = await compileSnapshot(sources, snapshot);
  const kept = await fileStore().put(bytes);
  const keptSources = await fileStore().put(Buffer.from(JSON.stringify(sources)));
  return {
    request,
    snapshot,
    sourcesHash: keptSources.hash,
    bytesHash: kept.hash,
    size: kept.size,
    bytes,
  };
}

/** Writes a rendered document in the register, in the caller's transaction; the caller has checked the permission. */
export async function recordDocument(
  tx: Transaction,
  rendered: RenderedDocument,
): Promise<{ documentId: string; hash: string; size: number }> {
  const { request } = rendered;
  const documentId = await insertDocument(tx, {
    type: request.template,
    title: request.title,
    subject: request.subject,
    subjectId: request.subjectId,
    mediaType: 'application/pdf',
    fileName: `${request.fileName}.pdf`,
    bytesHash: rendered.bytesHash,
    size: rendered.size,
    made: {
      template: request.template,
      version: TEMPLATES[request.template].version,
      sourcesHash: rendered.sourcesHash,
      data: rendered.snapshot,
    },
  });
  return { documentId, hash: rendered.bytesHash, size: rendered.size };
}

/** Renders and records, in the caller's transaction: for one document at a time. */
export async function generateDocument<T extends TemplateName>(
  tx: Transaction,
  request: DocumentRequest<T>,
): Promise<{ documentId: string; hash: string; size: number }> {
  return recordDocument(tx, await renderDocument(tx.call, request));
}

/** The PDF of a snapshot, with the sources of its template. */
export async function compileSnapshot(sources: TemplateSources, snapshot: Snapshot): Promise<Buffer> {
  const { logo } = snapshot.letterhead;
  return compilePdf({
    template: sources,
    data: snapshot,
    at: new Date(snapshot.at),
    pictures: logo ? { [logo.file]: await fileStore().read(logo.hash) } : {},
  });
}
