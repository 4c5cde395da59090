/** The door of the room. */

export {
  type DocumentRequest,
  generateDocument,
  type RenderedDocument,
  recordDocument,
  renderDocument,
} from './commands/generate-document.ts';
export { keepDocument, type ReceivedDocument } from './commands/keep-document.ts';
export { type AuthorityReport, keepSignedFile } from './commands/keep-signed-file.ts';
export { disownAuthority, recogniseAuthorities, setSignaturePolicy } from './commands/recognise-authority.ts';
export { documentLinks } from './links.ts';
export { documentsTable } from './pages/list-documents/documents-table.ts';
export { refusal, signatureReport } from './pages/signature-report.view.ts';
export { mayCheckSignatures, mayViewAuthorities, mayViewDocuments } from './permissions.ts';
export {
  checkSignedFile,
  type FileToCheck,
  type ReportedSignature,
  type SignatureReport,
} from './queries/check-signed-file.ts';
export { getLetterhead } from './queries/find-letterhead.ts';
export { findSignatureCheck, type SignatureCheck } from './queries/find-signature-check.ts';
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
