/** Authorities, certificates and signed files made for tests. */
export * from '../../modules/documents/rules/signed-file/signing-office.ts';
export * from '../../modules/documents/rules/signed-file/signing-pdf.ts';
