import type { Call } from '#platform/call';

/** A kind of thing that documents are about, and who may read the documents of one of them. */
export interface DocumentSubject {
  /** Italian: "Avviso di versamento". */
  label: string;
  /** Whether the actor may read the documents of this thing; asked at each page and download. */
  mayRead(call: Call, subjectId: string): Promise<boolean>;
  /** The page of the thing. */
  href?(subjectId: string): string;
}

const subjects = new Map<string, DocumentSubject>();

/** A room says what its documents are about and who may read them: `documentSubject('payment-notice', {…})`. */
export function documentSubject(name: string, subject: DocumentSubject): void {
  subjects.set(name, subject);
}

export const subjectNamed = (name: string): DocumentSubject | undefined => subjects.get(name);
