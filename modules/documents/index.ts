/** The door of the room. */

export {
  type DocumentRequest,
  generateDocument,
  type RenderedDocument,
  recordDocument,
  renderDocument,
} from './commands/generate-document.ts';
export { keepDocument, type ReceivedDocument } from './commands/keep-document.ts';
export { documentLinks } from './links.ts';
export { documentsTable } from './pages/list-documents/documents-table.ts';
export { mayViewDocuments } from './permissions.ts';
export { getLetterhead } from './queries/find-letterhead.ts';
export {
  checkDocument,
  type DocumentCheck,
  type DocumentDetails,
  readDocument,
} from './queries/get-document.ts';
export { type ListedDocument, listDocumentsOf } from './queries/list-documents.ts';
export type { Letterhead } from './rules/letterhead.ts';
export type { RequiredField } from './rules/required-fields.ts';
export type {
  ApplicationData,
  ConventionData,
  FeeScheduleData,
  PaymentNoticeData,
  ResolutionData,
  TemplateName,
  VatTreatment,
} from './rules/template-data.ts';
export { type DocumentSubject, documentSubject } from './subjects.ts';
export { type EditableTemplate, wordDocument } from './word/word-document.ts';
