/** The door of the room. */

export { type DocumentFacts, type OpenApiDocument, openApiDocument } from './rules/open-api-document.ts';
