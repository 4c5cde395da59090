/** What a file is by its first bytes; `text` is everything that carries no known signature. */
export type FileType =
  | 'text'
  | 'xlsx'
  | 'ods'
  | 'docx'
  | 'zip'
  | 'pdf'
  | 'ole'
  | 'gzip'
  | 'image'
  | 'html'
  | 'xml'
  | 'json'
  | 'binary';

const SIGNATURES: readonly (readonly [FileType, string])[] = [
  ['pdf', '25504446'],
  ['ole', 'd0cf11e0a1b11ae1'],
  ['gzip', '1f8b'],
  ['image', '89504e47'],
  ['image', 'ffd8ff'],
  ['image', '47494638'],
  ['zip', '52617221'],
  ['zip', '377abcaf271c'],
];

const ZIP = '504b0304';
const BYTE_ORDER_MARK = /^(efbbbf|fffe|feff)/;

/** How an unreadable type is called in a sentence, with its Italian article. */
export const FILE_TYPE_NAMES: Record<FileType, string> = {
  text: 'un testo',
  xlsx: 'un foglio di calcolo Excel (.xlsx)',
  ods: 'un foglio di calcolo OpenDocument (.ods)',
  docx: 'un documento Word (.docx)',
  zip: 'un archivio compresso (ZIP, RAR o 7z)',
  pdf: 'un documento PDF',
  ole: 'un vecchio file di Office (.xls o .doc)',
  gzip: 'un archivio compresso gzip (.gz)',
  image: "un'immagine",
  html: 'una pagina web (HTML), forse un messaggio di errore del sito',
  xml: 'un documento XML',
  json: 'un documento JSON',
  binary: 'un file binario',
};

/** Recognises the type of a file by its content, never by its name. */
export function recogniseFileType(bytes: Uint8Array): FileType {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 4096));
  const hex = head.toString('hex', 0, 16);
  if (hex.startsWith(ZIP)) return zipType(bytes);
  const known = SIGNATURES.find(([, signature]) => hex.startsWith(signature));
  if (known) return known[0];
  if (hex.startsWith('fffe') || hex.startsWith('feff')) return 'text';
  if (bytes.includes(0)) return 'binary';
  return textType(head.toString('latin1', BYTE_ORDER_MARK.test(hex) ? 3 : 0));
}

/** The names of the files inside a ZIP are readable near its beginning and in its directory at the end. */
function zipType(bytes: Uint8Array): FileType {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (all.includes('opendocument.spreadsheet')) return 'ods';
  const directory = all.subarray(Math.max(0, all.length - 65_536));
  if (directory.includes('xl/workbook.xml')) return 'xlsx';
  return directory.includes('word/document.xml') ? 'docx' : 'zip';
}

function textType(head: string): FileType {
  const start = head.trimStart().slice(0, 200).toLowerCase();
  if (/^(<!doctype html|<html)/.test(start)) return 'html';
  if (start.startsWith('<?xml')) return start.includes('<html') ? 'html' : 'xml';
  return /^(\{\s*(["}]|$)|\[\s*[{[])/.test(start) ? 'json' : 'text';
}
