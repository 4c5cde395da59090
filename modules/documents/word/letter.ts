import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeadingLevel,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { Letterhead } from '../rules/letterhead.ts';

/* The pieces of an editable text: what is typed is text, never a field or a formula. */

export const heading = (text: string, level: 1 | 2 = 2): Paragraph =>
  new Paragraph({
    text: plain(text),
    heading: level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
    spacing: { before: level === 1 ? 240 : 320, after: 120 },
  });

export const paragraph = (...parts: (string | ParagraphChild)[]): Paragraph =>
  new Paragraph({
    spacing: { after: 120 },
    children: parts.map((part) => (typeof part === 'string' ? new TextRun(plain(part)) : part)),
  });

export const strong = (text: string): TextRun => new TextRun({ text: plain(text), bold: true });

export const bullet = (text: string): Paragraph =>
  new Paragraph({ text: plain(text), bullet: { level: 0 }, spacing: { after: 60 } });

/** A numbered line; each `list` of the document has its own numbers. */
export const numbered = (text: string, list: number): Paragraph =>
  new Paragraph({
    text: plain(text),
    numbering: { reference: 'numeri', level: 0, instance: list },
    spacing: { after: 60 },
  });

export function table(header: readonly string[], rows: readonly (readonly string[])[]): Table {
  const cell = (text: string, bold: boolean) =>
    new TableCell({ children: [new Paragraph({ children: [new TextRun({ text: plain(text), bold })] })] });
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [
      new TableRow({ tableHeader: true, children: header.map((name) => cell(name, true)) }),
      ...rows.map((row) => new TableRow({ children: row.map((text) => cell(text, false)) })),
    ],
  });
}

/** Without the control characters that XML has no room for. */
const plain = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken away
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');

/** The document with the centre's name above and page numbers below. */
export async function wordLetter(
  centre: Letterhead,
  title: string,
  content: readonly (Paragraph | Table)[],
): Promise<Buffer> {
  const top = [
    new Paragraph({ children: [new TextRun({ text: plain(centre.managingBody), size: 18 })] }),
    new Paragraph({
      children: [new TextRun({ text: plain(centre.name), bold: true, size: 28 })],
      border: {
        bottom: { style: BorderStyle.SINGLE, size: 12, space: 4, color: centre.colour.slice(1) },
      },
      spacing: { after: 240 },
    }),
    ...(centre.demonstration
      ? [paragraph(strong('Dimostrazione. '), 'Documento di prova, privo di qualsiasi valore.')]
      : []),
  ];
  return Packer.toBuffer(
    new Document({
      title,
      creator: centre.name,
      styles: {
        default: { document: { run: { font: 'Titillium Web', size: 21, language: { value: 'it-IT' } } } },
      },
      numbering: {
        config: [
          {
            reference: 'numeri',
            levels: [
              {
                level: 0,
                format: LevelFormat.DECIMAL,
                text: '%1.',
                alignment: AlignmentType.START,
                style: { paragraph: { indent: { left: 420, hanging: 420 } } },
              },
            ],
          },
        ],
      },
      sections: [
        {
          footers: {
            default: new Footer({
              children: [
                new Paragraph({
                  alignment: AlignmentType.END,
                  children: [
                    new TextRun({
                      size: 16,
                      children: ['Pagina ', PageNumber.CURRENT, ' di ', PageNumber.TOTAL_PAGES],
                    }),
                  ],
                }),
              ],
            }),
          },
          children: [...top, heading(title, 1), ...content],
        },
      ],
    }),
  );
}
