import { readListQuery } from '#platform/forms/list-query';
import { fresh, type Problems, submit as submitForm } from '#platform/forms/submit';
import { type Answer, page, redirect, type Visit } from '#platform/http/visit';
import { may } from '#platform/permission';
import {
  disownAuthority,
  recogniseAuthorities,
  setSignaturePolicy,
} from '../../commands/recognise-authority.ts';
import { documentLinks } from '../../links.ts';
import { mayRecogniseAuthorities } from '../../permissions.ts';
import { isRevocationRequired } from '../../queries/check-signed-file.ts';
import {
  getTrustAnchor,
  installationAuthorities,
  listTrustAnchors,
} from '../../queries/list-trust-anchors.ts';
import { disownInput, policyInput, recogniseInput } from './authorities.input.ts';
import { authoritiesView } from './authorities.view.ts';
import { authorityView } from './authority.view.ts';

/** The certification authorities that the centre recognises, and what it asks of a signature. */
export const show = (visit: Visit): Promise<Answer> => render(visit, fresh(), 'add');

/** Recognises the authorities of a file or of a pasted text. */
export function recognise(visit: Visit): Promise<Answer> {
  return submitForm(
    visit,
    recogniseInput,
    async ({ testo, provenienza }) => {
      const sent = visit.files.find((file) => file.field === 'certificati' && file.bytes.length > 0);
      const certificates = sent?.bytes ?? Buffer.from(testo);
      const { added, known } = await recogniseAuthorities(visit, { certificates, source: provenienza });
      const already = known > 0 ? ` Già riconosciute: ${known}.` : '';
      return redirect(
        documentLinks.authorities(),
        `${added === 1 ? 'È stata riconosciuta un’autorità.' : `Autorità riconosciute: ${added}.`}${already}`,
      );
    },
    (problems) => render(visit, problems, 'add'),
  );
}

/** Whether signatures whose revocation nobody checked are refused. */
export function setPolicy(visit: Visit): Promise<Answer> {
  return submitForm(
    visit,
    policyInput,
    async ({ revoca, motivo }) => {
      await setSignaturePolicy(visit, { revocationRequired: revoca === 'YES', reason: motivo });
      return redirect(documentLinks.authorities(), 'La scelta è stata registrata.');
    },
    (problems) => render(visit, problems, 'policy'),
  );
}

async function render(visit: Visit, problems: Problems, sent: 'add' | 'policy'): Promise<Answer> {
  const list = readListQuery(visit, { sorts: ['nome'], filters: ['q', 'tolte'] });
  const filter = { words: list.filters.q, removed: list.filters.tolte === '1' };
  const [authorities, ofInstallation, revocationRequired] = await Promise.all([
    listTrustAnchors(visit, filter, list),
    installationAuthorities(),
    isRevocationRequired(visit),
  ]);
  const refused = Object.keys(problems.errors).length > 0;
  return page(
    'Autorità di certificazione riconosciute',
    authoritiesView({
      list,
      authorities,
      ofInstallation,
      revocationRequired,
      problems,
      sent,
      mayEdit: may(visit.actor, mayRecogniseAuthorities),
      hiddenFields: () => visit.hiddenFields(),
    }),
    {
      breadcrumb: [{ label: 'Scrivania', href: '/' }, { label: 'Autorità di certificazione' }],
      heading: {
        lead: 'Una firma è valida solo se il certificato di chi firma è stato rilasciato da una di queste autorità.',
      },
      refused,
      status: refused ? problems.status : 200,
    },
  );
}

/** One authority, and how to recognise it no more. */
export const showOne = (visit: Visit): Promise<Answer> => renderOne(visit, fresh());

export function disown(visit: Visit): Promise<Answer> {
  return submitForm(
    visit,
    disownInput,
    async ({ motivo }) => {
      await disownAuthority(visit, { anchorId: visit.params.id!, reason: motivo });
      return redirect(documentLinks.authorities(), 'L’autorità non è più riconosciuta.');
    },
    (problems) => renderOne(visit, problems),
  );
}

async function renderOne(visit: Visit, problems: Problems): Promise<Answer> {
  const authority = await getTrustAnchor(visit, visit.params.id!);
  const mayEdit = may(visit.actor, mayRecogniseAuthorities) && authority.removedAt === null;
  const refused = Object.keys(problems.errors).length > 0;
  return page(authority.name, authorityView(authority, mayEdit, problems, visit.hiddenFields()), {
    breadcrumb: [
      { label: 'Scrivania', href: '/' },
      { label: 'Autorità di certificazione', href: documentLinks.authorities() },
      { label: authority.name },
    ],
    refused,
    status: refused ? problems.status : 200,
  });
}
