import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { DocumentKind } from "../rules/document-kind.ts";
import { tables } from "./tables.ts";

export type GroupDocument = {
  readonly id: string;
  readonly fileId: string;
  readonly kind: DocumentKind;
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
  readonly addedAt: Date;
};

function select(db: Db | Tx) {
  return tables(db)
    .selectFrom("identity.group_document")
    .select(["id", "file_id", "kind", "name", "type", "bytes", "added_at"]);
}

type Row = Awaited<ReturnType<ReturnType<typeof select>["executeTakeFirstOrThrow"]>>;

const documentOf = (row: Row): GroupDocument => ({
  id: row.id,
  fileId: row.file_id,
  kind: row.kind as DocumentKind,
  name: row.name,
  type: row.type,
  bytes: row.bytes,
  addedAt: row.added_at,
});

export async function listDocuments(db: Db | Tx, groupId: string): Promise<GroupDocument[]> {
  return (await select(db).where("group_id", "=", groupId).orderBy("added_at").execute()).map(documentOf);
}

export async function findDocument(db: Db | Tx, groupId: string, id: string): Promise<GroupDocument | undefined> {
  const row = await select(db).where("group_id", "=", groupId).where("id", "=", id).executeTakeFirst();
  return row && documentOf(row);
}

export async function insertDocument(
  tx: Tx,
  groupId: string,
  document: GroupDocument,
  addedBy: string | undefined,
): Promise<void> {
  await tables(tx)
    .insertInto("identity.group_document")
    .values({
      id: document.id,
      group_id: groupId,
      file_id: document.fileId,
      kind: document.kind,
      name: document.name,
      type: document.type,
      bytes: document.bytes,
      added_by: addedBy ?? null,
      added_at: document.addedAt,
    })
    .execute();
}

export async function deleteDocument(tx: Tx, groupId: string, id: string): Promise<string | undefined> {
  const row = await tables(tx)
    .deleteFrom("identity.group_document")
    .where("group_id", "=", groupId)
    .where("id", "=", id)
    .returning("file_id")
    .executeTakeFirst();
  return row?.file_id;
}
