import { z } from 'zod';
import { type Endpoint, endpoint } from '#platform/http/endpoint';
import { changeFace } from '../commands/change-face.ts';
import { mayEditFace } from '../permissions.ts';
import { getDetails } from '../queries/get-details.ts';

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
    description: 'Il logo si cambia dalla pagina.',
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
];
