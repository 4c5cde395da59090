import type { z } from 'zod';
import type { Call } from '../call.ts';
import type { Permission } from '../permission.ts';

/** What an endpoint gets: the call, and its input already valid. */
export interface ApiCall<P, Q, B> extends Call {
  params: P;
  query: Q;
  body: B;
}

/** One operation of the API: the same command or query that a page uses, as JSON. */
export interface Endpoint {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Under /api/v1, with `{name}` parameters. */
  path: string;
  operationId: string;
  tag: string;
  summary: string;
  description?: string;
  permission: Permission | 'everyone';
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  answer: z.ZodType;
  status: 200 | 201 | 202 | 204;
  /** Other media types of the answer, such as a PDF. */
  binary?: string;
  /** The largest body in bytes, when larger than usual: a file sent as text. */
  largestBody?: number;
  // biome-ignore lint/suspicious/noExplicitAny: made by `endpoint`, which ties the types together
  handle(call: ApiCall<any, any, any>): Promise<unknown>;
}

let published: readonly Endpoint[] = [];

/** Said once by the server: the operations that it answers. */
export function publishEndpoints(endpoints: readonly Endpoint[]): void {
  published = endpoints;
}

/** Every operation that the server answers, for the document that describes them. */
export const publishedEndpoints = (): readonly Endpoint[] => published;

type Shape<T> = T extends z.ZodType ? z.output<T> : Record<string, never>;

/** Declares an operation; the schemas type its handler, validate its input and describe it in the OpenAPI document. */
export function endpoint<
  P extends z.ZodObject | undefined,
  Q extends z.ZodObject | undefined,
  B extends z.ZodType | undefined,
  A extends z.ZodType,
>(definition: {
  method: Endpoint['method'];
  path: string;
  operationId: string;
  tag: string;
  summary: string;
  description?: string;
  permission: Permission | 'everyone';
  params?: P;
  query?: Q;
  body?: B;
  answer: A;
  status?: Endpoint['status'];
  binary?: string;
  largestBody?: number;
  handle(call: ApiCall<Shape<P>, Shape<Q>, Shape<B>>): Promise<z.input<A> | { file: Buffer; name: string }>;
}): Endpoint {
  return { status: definition.method === 'POST' ? 201 : 200, ...definition } as unknown as Endpoint;
}
