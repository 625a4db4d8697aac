using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Fadu.Store.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Registers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "register_change",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    register = table.Column<string>(type: "text", nullable: false),
                    item_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organ_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    step = table.Column<int>(type: "integer", nullable: false),
                    asked = table.Column<int>(type: "integer", nullable: true),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: true),
                    valid_until = table.Column<DateOnly>(type: "date", nullable: true),
                    body = table.Column<string>(type: "text", nullable: true),
                    inputs = table.Column<string>(type: "text", nullable: true),
                    version_origin = table.Column<Guid>(type: "uuid", nullable: true),
                    into = table.Column<Guid>(type: "uuid", nullable: true),
                    @base = table.Column<long>(name: "base", type: "bigint", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    basis = table.Column<string>(type: "text", nullable: true),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_on = table.Column<DateOnly>(type: "date", nullable: true),
                    evidence = table.Column<string>(type: "text", nullable: false),
                    batch = table.Column<Guid>(type: "uuid", nullable: true),
                    drafted_by = table.Column<Guid>(type: "uuid", nullable: true),
                    drafted_at = table.Column<long>(type: "bigint", nullable: false),
                    approved_by = table.Column<Guid>(type: "uuid", nullable: true),
                    approved_at = table.Column<long>(type: "bigint", nullable: true),
                    return_reason = table.Column<string>(type: "text", nullable: true),
                    is_late = table.Column<bool>(type: "boolean", nullable: false),
                    seq = table.Column<long>(type: "bigint", nullable: false),
                    effective_seq = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_register_change", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "register_import",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    register = table.Column<string>(type: "text", nullable: false),
                    organ_id = table.Column<Guid>(type: "uuid", nullable: false),
                    file_name = table.Column<string>(type: "text", nullable: false),
                    added = table.Column<int>(type: "integer", nullable: false),
                    changed = table.Column<int>(type: "integer", nullable: false),
                    ended = table.Column<int>(type: "integer", nullable: false),
                    same = table.Column<int>(type: "integer", nullable: false),
                    rejected = table.Column<int>(type: "integer", nullable: false),
                    recorded_at = table.Column<long>(type: "bigint", nullable: false),
                    recorded_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_register_import", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "register_publication",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    register = table.Column<string>(type: "text", nullable: false),
                    item_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organ_id = table.Column<Guid>(type: "uuid", nullable: false),
                    channel = table.Column<string>(type: "text", nullable: false),
                    url = table.Column<string>(type: "text", nullable: true),
                    published_on = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_register_publication", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "register_version",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    item_id = table.Column<Guid>(type: "uuid", nullable: false),
                    seq = table.Column<long>(type: "bigint", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_until = table.Column<DateOnly>(type: "date", nullable: false),
                    superseded_seq = table.Column<long>(type: "bigint", nullable: false),
                    register = table.Column<string>(type: "text", nullable: false),
                    organ_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    ending = table.Column<int>(type: "integer", nullable: false),
                    merged_into = table.Column<Guid>(type: "uuid", nullable: true),
                    origin = table.Column<Guid>(type: "uuid", nullable: false),
                    is_first = table.Column<bool>(type: "boolean", nullable: false),
                    is_last = table.Column<bool>(type: "boolean", nullable: false),
                    is_open = table.Column<bool>(type: "boolean", nullable: false),
                    is_late = table.Column<bool>(type: "boolean", nullable: false),
                    key_hash = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    sort_text = table.Column<string>(type: "text", nullable: false),
                    search_text = table.Column<string>(type: "text", nullable: false),
                    body = table.Column<string>(type: "text", nullable: false),
                    t1 = table.Column<string>(type: "text", nullable: true),
                    t2 = table.Column<string>(type: "text", nullable: true),
                    t3 = table.Column<string>(type: "text", nullable: true),
                    t4 = table.Column<string>(type: "text", nullable: true),
                    t5 = table.Column<string>(type: "text", nullable: true),
                    t6 = table.Column<string>(type: "text", nullable: true),
                    t7 = table.Column<string>(type: "text", nullable: true),
                    t8 = table.Column<string>(type: "text", nullable: true),
                    n1 = table.Column<long>(type: "bigint", nullable: true),
                    n2 = table.Column<long>(type: "bigint", nullable: true),
                    n3 = table.Column<long>(type: "bigint", nullable: true),
                    n4 = table.Column<long>(type: "bigint", nullable: true),
                    n5 = table.Column<long>(type: "bigint", nullable: true),
                    n6 = table.Column<long>(type: "bigint", nullable: true),
                    n7 = table.Column<long>(type: "bigint", nullable: true),
                    n8 = table.Column<long>(type: "bigint", nullable: true),
                    d1 = table.Column<DateOnly>(type: "date", nullable: true),
                    d2 = table.Column<DateOnly>(type: "date", nullable: true),
                    d3 = table.Column<DateOnly>(type: "date", nullable: true),
                    d4 = table.Column<DateOnly>(type: "date", nullable: true),
                    g1 = table.Column<Guid>(type: "uuid", nullable: true),
                    g2 = table.Column<Guid>(type: "uuid", nullable: true),
                    g3 = table.Column<Guid>(type: "uuid", nullable: true),
                    g4 = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_register_version", x => new { x.tenant, x.item_id, x.seq, x.valid_from });
                });

            migrationBuilder.CreateIndex(
                name: "IX_register_change_tenant_batch",
                table: "register_change",
                columns: new[] { "tenant", "batch" });

            migrationBuilder.CreateIndex(
                name: "IX_register_change_tenant_item_id_seq",
                table: "register_change",
                columns: new[] { "tenant", "item_id", "seq" });

            migrationBuilder.CreateIndex(
                name: "IX_register_change_tenant_organ_id_state_id",
                table: "register_change",
                columns: new[] { "tenant", "organ_id", "state", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_register_change_tenant_state_register_id",
                table: "register_change",
                columns: new[] { "tenant", "state", "register", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_register_publication_tenant_item_id",
                table: "register_publication",
                columns: new[] { "tenant", "item_id" });

            migrationBuilder.CreateIndex(
                name: "IX_register_version_tenant_organ_id_register_superseded_seq_so~",
                table: "register_version",
                columns: new[] { "tenant", "organ_id", "register", "superseded_seq", "sort_text", "item_id" });

            migrationBuilder.CreateIndex(
                name: "IX_register_version_tenant_register_superseded_seq_key_hash",
                table: "register_version",
                columns: new[] { "tenant", "register", "superseded_seq", "key_hash" });

            migrationBuilder.CreateIndex(
                name: "IX_register_version_tenant_register_superseded_seq_sort_text_i~",
                table: "register_version",
                columns: new[] { "tenant", "register", "superseded_seq", "sort_text", "item_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "register_change");

            migrationBuilder.DropTable(
                name: "register_import");

            migrationBuilder.DropTable(
                name: "register_publication");

            migrationBuilder.DropTable(
                name: "register_version");
        }
    }
}
