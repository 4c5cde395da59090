import { type Answer, file, page, redirect, type Visit } from '#platform/http/visit';
import { may } from '#platform/permission';
import { confirmVat, copyTariff, withdrawTariff } from '../../commands/draft-tariff.ts';
import { tariffLinks } from '../../links.ts';
import { mayApproveTariffs, mayConfirmVat, mayDraftTariffs, maySimulateTariffs } from '../../permissions.ts';
import { findConvention } from '../../queries/find-convention.ts';
import { approvedPeriods, getTariff, type TariffDetails } from '../../queries/get-tariff.ts';
import { uncoveredDays } from '../../rules/term-coverage.ts';
import { validateTariff } from '../../rules/validate-tariff.ts';
import { tariffStatus } from '../list-tariffs/list-tariffs.view.ts';
import { showTariffView } from './show-tariff.view.ts';

/** A tariff: its rules in words, its steps, what the checks found, worked examples, what may be done with it. */
export async function show(visit: Visit): Promise<Answer> {
  const tariff = await getTariff(visit, visit.params.id!);
  const { actor } = visit;
  const draft = tariff.state === 'DRAFT';
  return page(
    tariff.title,
    showTariffView({
      tariff,
      findings: validateTariff(tariff.tariff),
      gaps: draft ? await gapsWith(visit, tariff) : [],
      may: {
        edit: draft && may(actor, mayDraftTariffs),
        copy: may(actor, mayDraftTariffs),
        approve: draft && may(actor, mayApproveTariffs),
        confirmVat: draft && !tariff.vatConfirmedBy && may(actor, mayConfirmVat),
        simulate: may(actor, maySimulateTariffs),
      },
      hiddenFields: () => visit.hiddenFields(),
    }),
    {
      breadcrumb: [
        { label: 'Scrivania', href: '/' },
        { label: 'Tariffe', href: tariffLinks.tariffs() },
        { label: `${tariff.code} v.${tariff.version}` },
      ],
      heading: {
        status: tariffStatus(tariff, visit.today),
        lead: tariff.conventionTitle,
        eyebrow: `Tariffa ${tariff.code}, versione ${tariff.version}`,
      },
    },
  );
}

/** The days of the convention that would have no tariff once this one is approved. */
export async function gapsWith(visit: Visit, tariff: TariffDetails) {
  const convention = await findConvention(visit, tariff.conventionId);
  if (!convention) return [];
  const approved = await approvedPeriods(visit, tariff.conventionId);
  return uncoveredDays(convention, [...approved, { from: tariff.validFrom, to: tariff.validTo }]);
}

/** The rules as a file, to be kept, changed, sent. */
export async function definition(visit: Visit): Promise<Answer> {
  const { code, version, tariff } = await getTariff(visit, visit.params.id!);
  const text = `${JSON.stringify(tariff, null, 2)}\n`;
  return file(`tariffa-${code}-v${version}.json`, 'application/json', text);
}

export async function copy(visit: Visit): Promise<Answer> {
  const { tariffId } = await copyTariff(visit, { tariffId: visit.params.id! });
  return redirect(tariffLinks.edit(tariffId), 'La proposta è stata copiata: modificarla.');
}

export async function withdraw(visit: Visit): Promise<Answer> {
  await withdrawTariff(visit, { tariffId: visit.params.id! });
  return redirect(tariffLinks.tariffs(), 'La proposta è stata ritirata.');
}

export async function confirm(visit: Visit): Promise<Answer> {
  const tariffId = visit.params.id!;
  await confirmVat(visit, { tariffId });
  return redirect(tariffLinks.tariff(tariffId), 'Il trattamento IVA è stato confermato.');
}
