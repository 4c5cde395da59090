import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { allEndpoints } from '../../building.ts';
import { type OpenApiDocument, type Operation, openApiDocument } from './open-api-document.ts';

/*
 * The rules of the «Italian Guidelines Full» set that the catalogue of the PDND applies (0 errors), and the warnings that
 * are worth none, one by one, on the document of every operation of the building.
 */

type Node = Record<string, unknown>;
const VERBS =
  /^(create|get|list|update|delete|add|remove|set|fetch|save|send|approve|reject|issue|cancel|activate)(-|$)/;
const RATE = ['RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset'];

describe('the OpenAPI document and the Italian guidelines', () => {
  let document: OpenApiDocument;
  let operations: { where: string; path: string; method: string; operation: Operation }[];
  let schemas: { where: string; schema: Node }[];

  before(() => {
    document = openApiDocument({
      publicUrl: 'https://cst.example',
      version: '1.2.3',
      endpoints: allEndpoints(),
    });
    operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        where: `${method} ${path}`,
        path,
        method,
        operation,
      })),
    );
    schemas = [];
    collect(document.components, 'components');
    collect(document.paths, 'paths');
  });

  /** Every schema of the document, with where it stands. */
  function collect(value: unknown, where: string, isSchema = false): void {
    if (Array.isArray(value)) for (const item of value) collect(item, where, isSchema);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    const node = value as Node;
    if (isSchema) schemas.push({ where, schema: node });
    for (const [key, child] of Object.entries(node)) {
      if (['examples', 'enum', 'const', 'default', 'required'].includes(key)) continue;
      const inside = `${where}.${key}`;
      if (key === 'schema') collect(child, inside, true);
      else if (where === 'components' && key === 'schemas') each(child, inside);
      else if (isSchema && key === 'properties') each(child, inside);
      else if (isSchema && ['items', 'anyOf', 'oneOf', 'allOf', 'additionalProperties'].includes(key))
        collect(child, inside, true);
      else if (!isSchema) collect(child, inside);
    }
  }
  const each = (children: unknown, where: string): void => {
    for (const [name, child] of Object.entries(children as Node)) collect(child, `${where}.${name}`, true);
  };
  const resolved = (value: Node): Node => {
    if (typeof value.$ref !== 'string') return value;
    const [, , group, name] = value.$ref.split('/');
    const found = document.components[group!]?.[name!] as Node | undefined;
    assert.ok(found, `${value.$ref} leads nowhere`);
    return found;
  };
  const answers = () =>
    operations.flatMap(({ where, operation }) =>
      Object.entries(operation.responses).map(([status, response]) => ({
        where: `${where} ${status}`,
        status,
        response: resolved(response),
      })),
    );

  it('is OpenAPI 3.1 and has a path /status', () => {
    assert.match(document.openapi, /^3\.1\./);
    const { responses } = document.paths['/status']!.get!;
    assert.ok('application/problem+json' in (responses[200]!.content as Node));
  });

  it('says who to write to, the terms of service, a summary and a semantic version', () => {
    const { info } = document;
    assert.match(String(info.version), /^\d+\.\d+\.\d+/);
    assert.ok(info['x-summary'] && info.termsOfService && info.title && info.description);
    assert.ok((info.contact as Node).name && (info.contact as Node).url);
  });

  it('has servers with a description, over https or declared a sandbox', () => {
    const plain = openApiDocument({ publicUrl: 'http://localhost:3000', version: '1.0.0', endpoints: [] });
    for (const server of [...document.servers, ...plain.servers]) {
      assert.ok(server.description);
      assert.ok(String(server.url).startsWith('https:') || server['x-sandbox'] === true);
    }
  });

  it('answers every error, and whatever is not foreseen, with application/problem+json', () => {
    for (const { where, status, response } of answers()) {
      if (!/^[45]|default/.test(status)) continue;
      assert.deepEqual(Object.keys(response.content as Node), ['application/problem+json'], where);
    }
    for (const { where, operation } of operations) assert.ok(operation.responses.default, where);
  });

  it('tells the limit of requests on every success and refusal, with all three headers of one family', () => {
    for (const { where, status, response } of answers()) {
      if (!/^[24]/.test(status)) continue;
      const headers = Object.keys((response.headers as Node) ?? {});
      for (const name of RATE) assert.ok(headers.includes(name), `${where} ${name}`);
      assert.ok(!headers.some((name) => name.startsWith('X-')), `${where}: no X- header`);
    }
  });

  it('foresees 429 and 503 with Retry-After in every operation', () => {
    for (const { where, operation } of operations)
      for (const status of ['429', '503'])
        assert.ok(
          'Retry-After' in (resolved(operation.responses[status]!).headers as Node),
          `${where} ${status}`,
        );
  });

  it('says how long answers may be kept', () => {
    for (const { where, status, response } of answers())
      if (status.startsWith('2')) assert.ok('Cache-Control' in (response.headers as Node), where);
  });

  it('names every header in Train-Case, and takes none that HTTP keeps for itself', () => {
    for (const { where, operation } of operations)
      for (const parameter of operation.parameters ?? []) {
        if (parameter.in !== 'header') continue;
        assert.match(String(parameter.name), /^[A-Z][a-z]*(-[A-Z][a-z]*)*$/, where);
        assert.ok(
          !['authorization', 'accept', 'content-type'].includes(String(parameter.name).toLowerCase()),
          where,
        );
      }
  });

  it('gives the format of every number', () => {
    for (const { where, schema } of schemas) {
      if (schema.type === 'integer') assert.match(String(schema.format), /^int(32|64)$/, where);
      if (schema.type === 'number') assert.match(String(schema.format), /^(float|double)$/, where);
    }
  });

  it('bounds every number, text and list', () => {
    for (const { where, schema } of schemas) {
      if (schema.type === 'integer' || schema.type === 'number') {
        assert.ok(schema.minimum !== undefined || schema.exclusiveMinimum !== undefined, `${where} minimum`);
        assert.ok(schema.maximum !== undefined || schema.exclusiveMaximum !== undefined, `${where} maximum`);
      }
      if (schema.type === 'string' && !schema.enum && schema.const === undefined)
        assert.ok(schema.maxLength !== undefined, `${where} maxLength`);
      if (schema.type === 'array')
        assert.ok(schema.maxItems !== undefined && schema.minItems !== undefined, where);
    }
  });

  it('closes every object, or bounds what may be added', () => {
    for (const { where, schema } of schemas)
      if (schema.type === 'object')
        assert.ok(schema.additionalProperties === false || schema.maxProperties !== undefined, where);
  });

  it('gives objects, never bare lists', () => {
    for (const { where, status, response } of answers()) {
      const json = (response.content as Node | undefined)?.['application/json'] as Node | undefined;
      if (status.startsWith('2') && json) assert.notEqual(resolved(json.schema as Node).type, 'array', where);
    }
  });

  it('secures every operation that writes', () => {
    for (const { where, method, operation } of operations)
      if (method !== 'get')
        assert.ok(
          operation.security.every((s) => 'Bearer' in s || operation['x-scope'] === undefined),
          where,
        );
    assert.equal((document.components.securitySchemes!.Bearer as Node).scheme, 'bearer');
  });

  it('sends no body with GET nor with 204, and wants one where it takes one', () => {
    for (const { where, method, operation } of operations) {
      if (method === 'get') assert.equal(operation.requestBody, undefined, where);
      if (operation.responses[204]) assert.equal(operation.responses[204].content, undefined, where);
      if (operation.requestBody) assert.equal(operation.requestBody.required, true, where);
      if (method === 'patch')
        assert.deepEqual(
          Object.keys(operation.requestBody!.content as Node),
          ['application/merge-patch+json'],
          where,
        );
    }
  });

  it('writes paths in kebab-case, with nouns and not verbs', () => {
    for (const { where, path } of operations)
      for (const part of path.split('/').slice(1)) {
        assert.match(part, /^(\{[a-zA-Z][\w]*\}|[a-z0-9]+(-[a-z0-9]+)*(\.json)?)$/, where);
        assert.doesNotMatch(part, VERBS, where);
      }
  });

  it('puts no secret in an address', () => {
    for (const { where, operation } of operations)
      for (const parameter of operation.parameters ?? [])
        if (parameter.in !== 'header')
          assert.doesNotMatch(String(parameter.name), /token|password|secret|key|credential/i, where);
  });

  it('names each operation once, under a tag that the document lists, with a summary', () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    assert.equal(new Set(ids).size, ids.length);
    const tags = document.tags.map(({ name }) => name);
    for (const { where, operation } of operations) {
      assert.match(operation.operationId, /^[a-z][A-Za-z0-9]*$/, where);
      assert.ok(operation.tags.length === 1 && tags.includes(operation.tags[0]!), where);
      assert.ok(operation.summary && operation.description, where);
    }
  });

  it('names schemas in PascalCase, and refers to nothing that is not there', () => {
    for (const name of Object.keys(document.components.schemas!)) assert.match(name, /^[A-Z][A-Za-z0-9]*$/);
    for (const { schema } of schemas) resolved(schema);
  });

  it('declares every parameter of every address', () => {
    for (const { where, path, operation } of operations) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      const declared = (operation.parameters ?? []).filter((p) => p.in === 'path').map((p) => p.name);
      assert.deepEqual(declared, named, where);
    }
  });
});
