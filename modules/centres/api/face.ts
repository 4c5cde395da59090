import { z } from 'zod';
import type { Call } from '#platform/call';
import { type Endpoint, endpoint } from '#platform/http/endpoint';
import { changeFace, changeLogo } from '../commands/change-face.ts';
import { mayEditFace } from '../permissions.ts';
import { findLogo } from '../queries/find-logo.ts';
import { getDetails } from '../queries/get-details.ts';
import { MOST_LOGO_BYTES } from '../rules/logo.ts';

const text = (most: number, description: string, example: string) =>
  z.string().trim().max(most).meta({ description, example });
const address = z
  .string()
  .max(254)
  .regex(/^([^\s@<>,;]+@[^\s@<>,;]+)?$/);
const face = z
  .strictObject({
    name: text(120, 'Nome.', 'Centro Innovazione e Tecnologie').min(1),
    shortName: text(40, 'Nome breve.', 'CIT Brescia').min(1),
    managingBody: text(160, 'Ente gestore.', 'Provincia di Brescia').min(1),
    primaryColour: z
      .string()
      .regex(/^#[0-9a-fA-F]{6}$/)
      .meta({ description: 'Colore, sul quale il bianco si legga.', example: '#0066cc' }),
    email: address.meta({ description: 'Posta elettronica, o niente.', example: 'cit@provincia.example' }),
    certifiedEmail: address.meta({ description: 'PEC, o niente.', example: 'cit@pec.provincia.example' }),
    phone: text(40, 'Telefono.', '030 000000'),
    address: text(200, 'Indirizzo.', 'Via dell’Esempio 1, 25100 Brescia'),
    accessibilityUrl: z
      .url({ protocol: /^https$/ })
      .max(300)
      .nullable()
      .meta({ description: 'Dichiarazione di accessibilità.', example: null }),
    hosts: z
      .array(
        z
          .string()
          .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/)
          .max(253),
      )
      .max(10)
      .meta({ description: 'Nomi di dominio del centro.', example: ['cit.provincia.example'] }),
  })
  .meta({ id: 'CentreFace' });

const logo = z
  .strictObject({
    content: z
      .base64()
      .min(1)
      .max(Math.ceil((MOST_LOGO_BYTES + 3) / 3) * 4)
      .nullable()
      .meta({ description: 'Il file in base64, al massimo 200 kB; niente per nessun logo.', example: null }),
    type: z
      .enum(['image/png', 'image/svg+xml'])
      .nullable()
      .meta({ description: 'Tipo, letto dal contenuto.', example: null }),
  })
  .meta({ id: 'CentreLogo' });

const storedLogo = async (call: Call): Promise<z.input<typeof logo>> => {
  const found = await findLogo(call);
  return found
    ? { content: found.bytes.toString('base64'), type: found.type }
    : { content: null, type: null };
};

export const endpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/centre',
    operationId: 'getCentre',
    tag: 'Centro',
    summary: 'Nome, aspetto e recapiti del centro',
    permission: mayEditFace,
    answer: face,
    handle: (call) => getDetails(call).then((details) => ({ ...details, hosts: [...details.hosts] })),
  }),
  endpoint({
    method: 'POST',
    path: '/centre',
    operationId: 'changeCentre',
    tag: 'Centro',
    summary: 'Cambia nome, aspetto e recapiti del centro',
    permission: mayEditFace,
    body: face,
    answer: face,
    status: 200,
    async handle(call) {
      await changeFace(call, call.body);
      const details = await getDetails(call);
      return { ...details, hosts: [...details.hosts] };
    },
  }),
  endpoint({
    method: 'GET',
    path: '/centre/logo',
    operationId: 'getCentreLogo',
    tag: 'Centro',
    summary: 'Il logo del centro',
    permission: mayEditFace,
    answer: logo,
    handle: storedLogo,
  }),
  endpoint({
    method: 'POST',
    path: '/centre/logo',
    operationId: 'changeCentreLogo',
    tag: 'Centro',
    summary: 'Cambia il logo del centro, o lo toglie',
    description: 'Un PNG, o un SVG che disegna soltanto.',
    permission: mayEditFace,
    body: z.strictObject({ content: logo.shape.content }).meta({ id: 'NewCentreLogo' }),
    answer: logo,
    status: 200,
    async handle(call) {
      const { content } = call.body;
      await changeLogo(call, content === null ? null : Buffer.from(content, 'base64'));
      return storedLogo(call);
    },
  }),
];
