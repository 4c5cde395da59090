import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { compilePdf, TemplateRefused } from '#platform/documents/typst';

const AT = new Date('2026-11-21T09:00:00Z');
const LETTER = `#let d = json(bytes(sys.inputs.d))
#set document(title: d.title)
#set text(lang: "it", font: "Titillium Web")
= #d.title
#for line in d.lines [ + #line ]
`;

describe('a document made with Typst', () => {
  it('is a PDF marked as accessible (PDF/UA-1), with its title', async () => {
    const pdf = await compilePdf({ template: LETTER, data: { title: 'Prova', lines: ['uno'] }, at: AT });
    assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
    assert.match(pdf.toString('latin1'), /pdfuaid:part>1</);
  });

  it('comes out the same, byte for byte, from the same data', async () => {
    const data = { title: 'Stesso documento', lines: ['a', 'b'] };
    const [first, , second] = await Promise.all([
      compilePdf({ template: LETTER, data, at: AT }),
      compilePdf({ template: LETTER, data: { title: 'Un altro', lines: [] }, at: AT }),
      compilePdf({ template: LETTER, data, at: AT }),
    ]);
    assert.deepEqual(first, second);
  });

  it('changes with its instant', async () => {
    const data = { title: 'Prova', lines: [] };
    const first = await compilePdf({ template: LETTER, data, at: AT });
    const later = await compilePdf({ template: LETTER, data, at: new Date('2026-11-22T09:00:00Z') });
    assert.notDeepEqual(first, later);
  });

  it('takes what people typed as text, never as markup', async () => {
    const hostile = ['#read("/etc/passwd")', '*grassetto* $x$ <etichetta> @nota `codice`', '"]) #panic()'];
    const pdf = await compilePdf({ template: LETTER, data: { title: '= <b>', lines: hostile }, at: AT });
    assert.ok(pdf.length > 1000);
  });

  it('is refused when a picture has no text for who does not see it', async () => {
    const template = '#set document(title: "T")\n= T\n#image("p.svg")';
    const picture = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>');
    await assert.rejects(
      compilePdf({ template, data: {}, at: AT, pictures: { 'p.svg': picture } }),
      (error) => error instanceof TemplateRefused && /alt text/.test(error.message),
    );
    const withText = template.replace('"p.svg"', '"p.svg", alt: "Stemma"');
    assert.ok(await compilePdf({ template: withText, data: {}, at: AT, pictures: { 'p.svg': picture } }));
  });

  it('is refused when a heading level is skipped or the title is missing', async () => {
    for (const template of ['#set document(title: "T")\n= A\n=== B', '= Senza titolo'])
      await assert.rejects(compilePdf({ template, data: {}, at: AT }), TemplateRefused);
  });

  it('reads no file of the machine', async () => {
    for (const path of ['/etc/passwd', '../../../etc/passwd', '/package.json'])
      await assert.rejects(
        compilePdf({ template: `#set document(title: "T")\n#read("${path}")`, data: {}, at: AT }),
        TemplateRefused,
      );
  });

  it('imports the files that stand beside its template', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'modelli-'));
    writeFileSync(join(folder, 'common.typ'), '#let greet(name) = [Buongiorno, #name.]');
    writeFileSync(
      join(folder, 'letter.typ'),
      '#import "common.typ": greet\n#set document(title: "L")\n#greet("Alfa")',
    );
    assert.ok(await compilePdf({ template: join(folder, 'letter.typ'), data: {}, at: AT }));
    rmSync(folder, { recursive: true });
  });

  it('forgets the pictures and files of the document before it', async () => {
    const picture = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>');
    const template = '#set document(title: "T")\n#image("p.svg", alt: "p")';
    await compilePdf({ template, data: {}, at: AT, pictures: { 'p.svg': picture } });
    await assert.rejects(compilePdf({ template, data: {}, at: AT }), TemplateRefused);
  });

  it('leaves the web free while a long one is being made', async () => {
    const rows = Array.from({ length: 1500 }, (_, n) => [String(n), `Comune numero ${n}`, '1.740,00 €']);
    const template = `#let d = json(bytes(sys.inputs.d))
#set document(title: "Lungo")
#set text(font: "Titillium Web")
#table(columns: 3, table.header[N.][Ente][Quota], ..d.flatten())`;
    // The web goes on: a timer fires many times while the document is made in its own thread.
    let beats = 0;
    const pulse = setInterval(() => beats++, 1);
    const pdf = await compilePdf({ template, data: rows, at: AT });
    clearInterval(pulse);
    assert.ok(pdf.length > 50_000);
    assert.ok(beats > 10, `only ${beats} beats of the timer`);
  });

  it('is clean for who reads PDF structure', {
    skip: !hasCommand('qpdf') && 'qpdf is not installed',
  }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pdf-'));
    const path = join(folder, 'p.pdf');
    writeFileSync(path, await compilePdf({ template: LETTER, data: { title: 'P', lines: ['x'] }, at: AT }));
    assert.match(
      execFileSync('qpdf', ['--check', path], { encoding: 'utf8' }),
      /No syntax or stream encoding errors/,
    );
    rmSync(folder, { recursive: true });
  });
});

function hasCommand(name: string): boolean {
  try {
    execFileSync(name, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
