using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Fadu.Store.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class LawCitations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "citation",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    subject_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    cited_law_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    article = table.Column<string>(type: "TEXT", nullable: false),
                    law_name = table.Column<string>(type: "TEXT", nullable: false),
                    organ_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    address = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_citation", x => new { x.tenant, x.kind, x.subject_id, x.cited_law_id, x.article });
                });

            migrationBuilder.CreateTable(
                name: "law_change",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "INTEGER", nullable: false),
                    seq = table.Column<long>(type: "INTEGER", nullable: false),
                    law_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    version_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    law_name = table.Column<string>(type: "TEXT", nullable: false),
                    is_repeal = table.Column<bool>(type: "INTEGER", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    by = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_law_change", x => new { x.tenant, x.seq });
                });

            migrationBuilder.CreateTable(
                name: "law_citation",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "INTEGER", nullable: false),
                    version_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    cited_law_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    article = table.Column<string>(type: "TEXT", nullable: false),
                    anchor = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_law_citation", x => new { x.tenant, x.version_id, x.cited_law_id, x.article });
                });

            migrationBuilder.CreateTable(
                name: "law_cleanup",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    change_seq = table.Column<long>(type: "INTEGER", nullable: false),
                    law_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    law_name = table.Column<string>(type: "TEXT", nullable: false),
                    organ_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    issuer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    subject_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    address = table.Column<string>(type: "TEXT", nullable: false),
                    articles = table.Column<string>(type: "TEXT", nullable: false),
                    demand = table.Column<string>(type: "TEXT", nullable: false),
                    due = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    assigned_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    is_open = table.Column<bool>(type: "INTEGER", nullable: false),
                    result = table.Column<int>(type: "INTEGER", nullable: true),
                    result_reason = table.Column<string>(type: "TEXT", nullable: true),
                    closed_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    closed_by = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_law_cleanup", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "IX_citation_tenant_cited_law_id_kind_subject_id",
                table: "citation",
                columns: new[] { "tenant", "cited_law_id", "kind", "subject_id" });

            migrationBuilder.CreateIndex(
                name: "IX_law_change_tenant_law_id",
                table: "law_change",
                columns: new[] { "tenant", "law_id" });

            migrationBuilder.CreateIndex(
                name: "IX_law_citation_tenant_cited_law_id_article_version_id",
                table: "law_citation",
                columns: new[] { "tenant", "cited_law_id", "article", "version_id" });

            migrationBuilder.CreateIndex(
                name: "IX_law_cleanup_tenant_change_seq_kind_subject_id",
                table: "law_cleanup",
                columns: new[] { "tenant", "change_seq", "kind", "subject_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_law_cleanup_tenant_organ_id_is_open_due_id",
                table: "law_cleanup",
                columns: new[] { "tenant", "organ_id", "is_open", "due", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "citation");

            migrationBuilder.DropTable(
                name: "law_change");

            migrationBuilder.DropTable(
                name: "law_citation");

            migrationBuilder.DropTable(
                name: "law_cleanup");
        }
    }
}
