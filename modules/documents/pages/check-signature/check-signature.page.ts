import { type Answer, page, type Visit } from '#platform/http/visit';
import { demand } from '#platform/permission';
import { mayCheckSignatures } from '../../permissions.ts';
import { checkSignedFile, type SignatureReport } from '../../queries/check-signed-file.ts';
import { checkSignatureView } from './check-signature.view.ts';

/** The check of any signed file: it is read and not kept. */
export const show = (visit: Visit): Answer => render(visit, null, null);

export async function submit(visit: Visit): Promise<Answer> {
  demand(visit, mayCheckSignatures);
  const sent = (field: string) => visit.files.filter((file) => file.field === field);
  const [file] = sent('file');
  if (!file) return render(visit, null, 'Scegliere il file firmato da verificare.');
  const report = await checkSignedFile(visit, {
    fileName: file.name,
    bytes: file.bytes,
    detached: sent('documento')[0]?.bytes ?? null,
    revocationLists: sent('crl').map((list) => list.bytes),
  });
  return render(visit, report, null);
}

const render = (visit: Visit, report: SignatureReport | null, error: string | null): Answer =>
  page('Verifica di una firma', checkSignatureView(visit.hiddenFields(), report, error), {
    breadcrumb: [{ label: 'Scrivania', href: '/' }, { label: 'Verifica di una firma' }],
    heading: {
      lead: 'Per sapere chi ha firmato un file, quando e con quale certificato. Il file è letto e non è conservato.',
    },
    refused: error !== null,
    status: error ? 422 : 200,
  });
