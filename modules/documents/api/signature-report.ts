import { z } from 'zod';

const text = (most: number, description: string, example: string) =>
  z.string().max(most).meta({ description, example });
const instant = (description: string) =>
  z.iso.datetime().meta({ description, example: '2026-11-20T10:00:00.000Z' });
const oneOf = <const T extends readonly string[]>(values: T, description: string) =>
  z.enum(values).meta({ description, example: values[0] });
const yes = (description: string) => z.boolean().meta({ description, example: true });

const line = z
  .strictObject({
    weight: oneOf(['GOOD', 'WARNING', 'BAD'], 'Peso del riscontro'),
    code: text(60, 'Codice del riscontro', 'intact'),
    text: text(1000, 'Riscontro', 'Il documento è integro.'),
  })
  .meta({ id: 'SignatureFinding' });
const lines = z.array(line).max(100).meta({ description: 'Riscontri' });

const signature = z
  .strictObject({
    accepted: yes('La firma è valida'),
    format: oneOf(['PADES', 'CADES'], 'Formato'),
    level: z.int().min(1).max(10).meta({ description: 'Busta, dalla più esterna', example: 1 }),
    signer: z
      .strictObject({
        name: text(500, 'Firmatario', 'Maria Rossi'),
        taxCode: text(16, 'Codice fiscale', 'RSSMRA70A41B157K').nullable(),
        organisation: text(300, 'Organizzazione', 'Comune di Alfa').nullable(),
      })
      .meta({ id: 'Signer' }),
    issuer: text(500, 'Autorità', 'Certificatore di prova'),
    certificateSerial: text(100, 'Numero di serie del certificato', '4d'),
    certificateFrom: instant('Inizio di validità del certificato').nullable(),
    certificateTo: instant('Fine di validità del certificato').nullable(),
    signedAt: instant('Quando è stata apposta').nullable(),
    timeSource: oneOf(['TIMESTAMP', 'DECLARED', 'ABSENT'], 'Da dove viene la data'),
    integrity: yes('Il contenuto è quello firmato'),
    certificateValidAt: yes('Il certificato era in corso di validità'),
    chain: oneOf(['TRUSTED', 'UNTRUSTED', 'EXPIRED'], 'Catena dei certificati'),
    revocation: oneOf(['GOOD', 'REVOKED', 'NOT_CHECKED'], 'Revoca'),
    qualified: oneOf(
      ['QUALIFIED', 'NOT_DECLARED'],
      'Il certificato si dichiara qualificato, con dispositivo',
    ),
    digestAlgorithm: text(60, 'Algoritmo dell’impronta', 'sha256'),
    signingCertificateAttribute: yes('La firma indica il proprio certificato'),
    coversWholeDocument: yes('Nel file non c’è nulla fuori dalla firma'),
    laterChanges: oneOf(['NONE', 'SIGNATURES_ONLY', 'OTHER'], 'Che cosa è stato aggiunto dopo'),
    lines,
  })
  .meta({ id: 'CheckedSignature' });

/** What the check of a file found, as JSON. */
export const signatureReportShape = z
  .strictObject({
    kind: oneOf(['PADES', 'CADES', 'NONE'], 'Formato del file'),
    accepted: yes('Il file contiene una firma valida'),
    fileName: text(300, 'Nome del file', 'convenzione.pdf'),
    hash: text(64, 'Impronta SHA-256 del file', '0'.repeat(64)),
    contentHash: text(64, 'Impronta SHA-256 del documento senza firme', '0'.repeat(64)).nullable(),
    checkedAt: instant('Quando è stata fatta la verifica'),
    lines,
    signatures: z.array(signature).max(200).meta({ description: 'Firme' }),
  })
  .meta({ id: 'SignatureReport' });
