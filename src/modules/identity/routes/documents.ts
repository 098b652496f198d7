import { readFile } from "../../../kernel/files/files.ts";
import type { Answer } from "../../../kernel/http/answer.ts";
import { errand, page, type Route } from "../../../kernel/http/route.ts";
import type { View } from "../../../kernel/http/view.ts";
import { notFound } from "../../../kernel/refusal.ts";
import { addDocument, removeDocument } from "../commands/document.ts";
import { getGroup, groupPage } from "../pages/group.ts";
import { newDocumentPage } from "../pages/roster.ts";
import * as schema from "../schema.ts";
import { findDocument } from "../store/document.ts";
import { act, at, groupParams, look } from "./groups.ts";

const documentParams = schema.byId("group", "document");

/** A paper, as a download, each time asked anew. */
export async function documentAnswer(view: View, groupId: string, documentId: string): Promise<Answer> {
  const document = await findDocument(view.city.db, groupId, documentId);
  if (document === undefined) throw notFound();
  const { name, type, bytes } = await readFile(view.city, document.fileId);
  return { kind: "file", name, type, bytes };
}

/** A group's papers. */
export const documentRoutes: readonly Route[] = [
  page({
    ...look,
    path: "/my/groups/:group/documents/new",
    params: groupParams,
    show: (view, { params }) => newDocumentPage(view, params.group),
  }),
  errand({
    ...act,
    path: "/my/groups/:group/documents/new",
    params: groupParams,
    form: schema.documentForm,
    upload: true,
    run: async (command, { params, form }) => {
      const bytes = new Uint8Array(await form.file.arrayBuffer());
      await addDocument(command, { groupId: params.group, kind: form.kind, file: { name: form.file.name, bytes } });
    },
    then: (_, { params }) => ({ to: at(params.group), flash: "identity.documents.added" }),
    again: (view, { params, values, problems }) => newDocumentPage(view, params.group, { values, problems }),
  }),
  page({
    ...look,
    path: "/my/groups/:group/documents/:document",
    params: documentParams,
    show: async (view, { params }) => {
      await getGroup(view, params.group);
      return documentAnswer(view, params.group, params.document);
    },
  }),
  errand({
    ...act,
    path: "/my/groups/:group/documents/:document/remove",
    params: documentParams,
    form: schema.none,
    run: (command, { params }) => removeDocument(command, { groupId: params.group, documentId: params.document }),
    then: (_, { params }) => ({ to: at(params.group), flash: "identity.documents.removed" }),
    again: (view, { params, values, problems }) => groupPage(view, params.group, { values, problems }),
  }),
];
