import { randomUUID } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { deleteFile, storeFile } from "../../../kernel/files/files.ts";
import { notFound, Refusal } from "../../../kernel/refusal.ts";
import type { DocumentKind } from "../rules/document-kind.ts";
import { deleteDocument, insertDocument, listDocuments } from "../store/document.ts";
import { assertMay } from "./group.ts";

const wanted = { allowed: ["application/pdf", "image/png", "image/jpeg"], maxBytes: 4 * 1024 * 1024 } as const;
const mostDocuments = 20;

/** Hands in a paper of the group: its rules, its roster. What it is, its content says. */
export async function addDocument(
  act: Act,
  input: { groupId: string; kind: DocumentKind; file: { name: string; bytes: Uint8Array } },
): Promise<void> {
  const { groupId, kind, file } = input;
  const { personId } = await assertMay(act, groupId, "change-documents");
  const before = await listDocuments(act.tx, groupId);
  if (before.length >= mostDocuments)
    throw new Refusal("identity.too-many-documents", { params: { most: mostDocuments } });
  const { id: fileId, name, type, bytes } = await storeFile(act, { ...file, ...wanted });
  await insertDocument(
    act.tx,
    groupId,
    { id: randomUUID(), fileId, kind, name, type, bytes, addedAt: act.now },
    personId,
  );
  await audit(act, { what: "identity.document-added", subject: `group/${groupId}`, about: personId });
}

export async function removeDocument(act: Act, input: { groupId: string; documentId: string }): Promise<void> {
  const { personId } = await assertMay(act, input.groupId, "change-documents");
  const fileId = await deleteDocument(act.tx, input.groupId, input.documentId);
  if (fileId === undefined) throw notFound();
  await deleteFile(act, fileId);
  await audit(act, { what: "identity.document-removed", subject: `group/${input.groupId}`, about: personId });
}
