import { z } from 'zod';
import { formatItalianDate } from '#platform/calendar';
import {
  oneOf,
  optionalDate,
  optionalText,
  requiredDate,
  requiredText,
  ticked,
} from '#platform/forms/inputs';
import { sentenceFor } from '#platform/messages';
import { checkbox, dateField, radios, select, textField } from '#ui/field';
import { recordSignature } from '../../commands/record-signature.ts';
import { SIGNATURE_KIND_LABELS } from '../../labels.it.ts';
import { SIGNATURE_KINDS } from '../../rules/signature-acceptance.ts';
import { stepPage } from './step-page.ts';

/** Recording a signature on the convention; with the second one the adhesion is settled. */
export const signature = stepPage({
  slug: 'firma',
  title: 'Registrazione di una firma',
  lead: 'La convenzione si sottoscrive con firma digitale, avanzata o altra firma elettronica qualificata: qualunque altra firma è nulla e viene conservata come tentativo.',
  submitLabel: 'Registra la firma',
  schema: z.object({
    parte: oneOf(['MEMBER', 'CENTRE'], 'Indicare per quale parte è apposta la firma.'),
    firmatario: requiredText('Indicare chi ha firmato.', 200),
    tipo: oneOf(SIGNATURE_KINDS, 'Scegliere il tipo di firma.'),
    firmataIl: requiredDate('Indicare la data della firma.'),
    certificato: optionalText(100),
    nonValida: ticked(),
    revocato: ticked(),
    decorrenza: optionalDate(),
  }),
  values: (sheet) => {
    const signed = sheet.signatures.filter((s) => s.result === 'VALID').map((s) => s.side);
    const parte = signed.includes('MEMBER') ? 'CENTRE' : 'MEMBER';
    return { parte, firmatario: parte === 'MEMBER' ? (sheet.resolution?.signatory ?? '') : '' };
  },
  fields: ({ errors, values }, sheet) => [
    radios({
      name: 'parte',
      label: 'Parte che firma',
      required: true,
      value: values.parte,
      choices: [
        { value: 'MEMBER', label: sheet.name },
        { value: 'CENTRE', label: 'Ente gestore del centro' },
      ],
      error: errors.parte,
    }),
    textField({
      name: 'firmatario',
      label: 'Firmatario',
      required: true,
      value: values.firmatario,
      error: errors.firmatario,
      width: 'long',
    }),
    select({
      name: 'tipo',
      label: 'Tipo di firma',
      required: true,
      value: values.tipo,
      choices: SIGNATURE_KINDS.map((value) => ({ value, label: SIGNATURE_KIND_LABELS[value]! })),
      emptyLabel: 'Scegliere',
      error: errors.tipo,
      width: 'long',
    }),
    dateField({
      name: 'firmataIl',
      label: 'Data della firma',
      required: true,
      value: values.firmataIl,
      error: errors.firmataIl,
    }),
    textField({
      name: 'certificato',
      label: 'Numero di serie del certificato',
      value: values.certificato,
      error: errors.certificato,
      width: 'medium',
    }),
    checkbox({
      name: 'nonValida',
      label: 'La verifica del file ha dato esito negativo',
      value: '1',
      checked: values.nonValida === '1',
    }),
    checkbox({
      name: 'revocato',
      label: 'Il certificato risultava revocato alla data della firma',
      value: '1',
      checked: values.revocato === '1',
    }),
    dateField({
      name: 'decorrenza',
      label: 'Decorrenza dell’adesione',
      hint: 'Conta con la seconda firma. Se lasciata vuota, l’adesione decorre dalla decorrenza richiesta o dal primo giorno possibile.',
      value: values.decorrenza,
      error: errors.decorrenza,
    }),
  ],
  run: async (visit, step, input) => {
    const outcome = await recordSignature(visit, {
      ...step,
      side: input.parte,
      signer: input.firmatario,
      kind: input.tipo,
      signedOn: input.firmataIl,
      certificateSerial: input.certificato,
      validAtDate: !input.nonValida,
      certificateRevoked: input.revocato,
      effectiveFrom: input.decorrenza,
    });
    if (!outcome.accepted) return { refused: sentenceFor(outcome.code, outcome.facts) };
    if (outcome.state === 'READY_TO_SIGN')
      return 'La firma è stata registrata: manca quella dell’altra parte.';
    return outcome.state === 'IN_FORCE'
      ? `La convenzione è firmata: l’adesione è in vigore dal ${formatItalianDate(outcome.effectiveFrom!)}.`
      : `La convenzione è firmata: l’adesione decorre dal ${formatItalianDate(outcome.effectiveFrom!)}.`;
  },
});
