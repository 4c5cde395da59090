import { formatInstant } from '#platform/calendar';
import { type Html, html } from '#platform/html';
import { alert } from '#ui/alert';
import { statusTag } from '#ui/status-tag';
import { dataTable } from '#ui/table';
import type { ReportedSignature, ReportLine, SignatureReport } from '../queries/check-signed-file.ts';

const WEIGHTS = {
  GOOD: () => statusTag('success', 'Positivo'),
  WARNING: () => statusTag('warning', 'Da sapere'),
  BAD: () => statusTag('danger', 'Negativo'),
} as const;

/** What the check of a file found, line by line: first of the file, then of each signature. */
export function signatureReport(report: SignatureReport): Html {
  return html`${alert(
    report.accepted ? { kind: 'success', text: goodNews(report) } : { kind: 'danger', text: refusal(report) },
  )}${lines(`File ${report.fileName}`, report.lines)}${report.signatures.map((signature, index) =>
    lines(signatureTitle(signature, index), signature.lines),
  )}<p class="form-text">Verifica del ${formatInstant(new Date(report.checkedAt))}. Impronta SHA-256 del file: <code class="text-break">${report.hash}</code></p>`;
}

function goodNews({ signatures }: SignatureReport): string {
  const good = signatures.filter((signature) => signature.accepted).length;
  if (signatures.length === 1) return 'La firma è valida alla data indicata.';
  return good === signatures.length
    ? 'Le firme sono valide alle date indicate.'
    : `Firme valide: ${good} di ${signatures.length}.`;
}

/** "Firma 1: Maria Rossi (RSSMRA70A41B157K), Comune di Alfa" */
function signatureTitle({ signer }: ReportedSignature, index: number): string {
  const code = signer.taxCode ? ` (${signer.taxCode})` : '';
  return `Firma ${index + 1}: ${signer.name}${code}${signer.organisation ? `, ${signer.organisation}` : ''}`;
}

const lines = (caption: string, rows: readonly ReportLine[]): Html =>
  dataTable({
    caption,
    rows,
    small: 'stack',
    columns: [
      { header: 'Riscontro', rowHeader: true, cell: (line) => line.text },
      { header: 'Esito', nowrap: true, cell: (line) => WEIGHTS[line.weight]() },
    ],
  });

/** Why the file is refused, in a sentence: the first thing that is wrong. */
export function refusal(report: SignatureReport): string {
  const all = [...report.lines, ...report.signatures.flatMap((signature) => signature.lines)];
  const first = all.find((line) => line.weight === 'BAD');
  return first?.text ?? 'Il file non contiene una firma valida.';
}
