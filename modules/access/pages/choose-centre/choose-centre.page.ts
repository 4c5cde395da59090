import { html } from '#platform/html';
import { type Answer, page, redirect, type Visit } from '#platform/http/visit';
import { submitButton } from '#ui/button';
import { card, cardGrid } from '#ui/card';
import { emptyState } from '#ui/empty-state';
import { hidden } from '#ui/field';
import { statusTag } from '#ui/status-tag';
import { chooseCentre } from '../../commands/choose-centre.ts';
import { accessLinks } from '../../links.ts';
import { centresToChoose, type OwnCentre } from '../../queries/list-own-centres.ts';
import { ownAddress } from '../../rules/own-address.ts';
import { roleLabel } from '../../rules/roles.ts';

/** The centres in which the person may work. */
export async function show(visit: Visit): Promise<Answer> {
  const centres = await centresToChoose(visit);
  const after = ownAddress(visit.query.dopo);
  const content =
    centres.length === 0
      ? emptyState({
          title: 'Nessun centro disponibile',
          text: 'Il proprio account non ha profili attivi: rivolgersi al responsabile del centro.',
          icon: 'pa',
        })
      : cardGrid(
          centres.map((centre) => centreCard(visit, centre, after)),
          { minimum: 'large' },
        );
  return page('Scelta del centro', content, {
    breadcrumb: [{ label: 'Scelta del centro' }],
    heading: {
      lead: 'Scegliere in quale centro operare. Si può cambiare in ogni momento dal menu personale.',
    },
  });
}

export async function submit(visit: Visit): Promise<Answer> {
  const { name } = await chooseCentre(visit, {
    centreId: visit.form.centro ?? '',
    sessionId: visit.sessionId,
  });
  return redirect(ownAddress(visit.form.dopo), `Ora si opera in: ${name}.`);
}

function centreCard(visit: Visit, centre: OwnCentre, after: string) {
  const current = centre.centreId === visit.centreId;
  const roles =
    centre.roles.length > 0 ? centre.roles.map(roleLabel).join(', ') : 'Amministratore dell’installazione';
  return card({
    title: centre.name,
    headingLevel: 2,
    icon: 'pa',
    eyebrow: centre.managingBody,
    ...(current ? { status: statusTag('info', 'In uso') } : {}),
    text: html`<p>${roles}</p>`,
    footer: html`<form method="post" action="${accessLinks.chooseCentre()}">${visit.hiddenFields()}${hidden('centro', centre.centreId)}${hidden('dopo', after)}${submitButton(
      {
        label: current ? 'Resta in questo centro' : 'Opera in questo centro',
        kind: current ? 'secondary' : 'primary',
        about: centre.name,
      },
    )}</form>`,
  });
}
