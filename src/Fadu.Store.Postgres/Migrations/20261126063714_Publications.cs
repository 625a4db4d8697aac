using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Fadu.Store.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Publications : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "publication",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organ_id = table.Column<Guid>(type: "uuid", nullable: false),
                    subject_kind = table.Column<string>(type: "text", nullable: false),
                    section = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<string>(type: "text", nullable: true),
                    organ = table.Column<string>(type: "text", nullable: false),
                    facet = table.Column<string>(type: "text", nullable: true),
                    day = table.Column<DateOnly>(type: "date", nullable: true),
                    year = table.Column<int>(type: "integer", nullable: true),
                    sort_text = table.Column<string>(type: "text", nullable: false),
                    title_key = table.Column<string>(type: "text", nullable: false),
                    number_key = table.Column<string>(type: "text", nullable: true),
                    search_text = table.Column<string>(type: "text", nullable: false),
                    in_force_from = table.Column<DateOnly>(type: "date", nullable: false),
                    in_force_until = table.Column<DateOnly>(type: "date", nullable: false),
                    suspended_from = table.Column<DateOnly>(type: "date", nullable: true),
                    suspended_until = table.Column<DateOnly>(type: "date", nullable: true),
                    end_word = table.Column<string>(type: "text", nullable: true),
                    ended_by = table.Column<string>(type: "text", nullable: true),
                    is_public = table.Column<bool>(type: "boolean", nullable: false),
                    published_on = table.Column<DateOnly>(type: "date", nullable: false),
                    updated_on = table.Column<DateOnly>(type: "date", nullable: false),
                    edition = table.Column<int>(type: "integer", nullable: false),
                    withdrawn_on = table.Column<DateOnly>(type: "date", nullable: true),
                    withdrawn_because = table.Column<string>(type: "text", nullable: true),
                    seq = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_publication", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "publication_duty",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organ_id = table.Column<Guid>(type: "uuid", nullable: false),
                    act = table.Column<int>(type: "integer", nullable: false),
                    subject_kind = table.Column<string>(type: "text", nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    section = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    channel = table.Column<string>(type: "text", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    due = table.Column<DateOnly>(type: "date", nullable: false),
                    limit = table.Column<string>(type: "text", nullable: false),
                    article = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    done_on = table.Column<DateOnly>(type: "date", nullable: true),
                    told = table.Column<string>(type: "text", nullable: true),
                    seq = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_publication_duty", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "publication_edition",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    publication_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    act = table.Column<int>(type: "integer", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    title = table.Column<string>(type: "text", nullable: false),
                    body = table.Column<string>(type: "text", nullable: false),
                    seq = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_publication_edition", x => new { x.tenant, x.publication_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "publication_relation",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    publication_id = table.Column<Guid>(type: "uuid", nullable: false),
                    edition = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_publication_relation", x => new { x.tenant, x.publication_id, x.edition, x.number });
                });

            migrationBuilder.CreateTable(
                name: "publication_stamp",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    seq = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_publication_stamp", x => x.tenant);
                });

            migrationBuilder.CreateIndex(
                name: "IX_publication_tenant_number_key",
                table: "publication",
                columns: new[] { "tenant", "number_key" });

            migrationBuilder.CreateIndex(
                name: "IX_publication_tenant_organ_id",
                table: "publication",
                columns: new[] { "tenant", "organ_id" });

            migrationBuilder.CreateIndex(
                name: "IX_publication_tenant_section_is_public_sort_text_id",
                table: "publication",
                columns: new[] { "tenant", "section", "is_public", "sort_text", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_publication_tenant_seq",
                table: "publication",
                columns: new[] { "tenant", "seq" });

            migrationBuilder.CreateIndex(
                name: "IX_publication_tenant_title_key",
                table: "publication",
                columns: new[] { "tenant", "title_key" });

            migrationBuilder.CreateIndex(
                name: "IX_publication_duty_tenant_organ_id_state_due_id",
                table: "publication_duty",
                columns: new[] { "tenant", "organ_id", "state", "due", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_publication_duty_tenant_state_due_id",
                table: "publication_duty",
                columns: new[] { "tenant", "state", "due", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_publication_duty_tenant_subject_id",
                table: "publication_duty",
                columns: new[] { "tenant", "subject_id" });

            migrationBuilder.CreateIndex(
                name: "IX_publication_relation_tenant_key",
                table: "publication_relation",
                columns: new[] { "tenant", "key" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "publication");

            migrationBuilder.DropTable(
                name: "publication_duty");

            migrationBuilder.DropTable(
                name: "publication_edition");

            migrationBuilder.DropTable(
                name: "publication_relation");

            migrationBuilder.DropTable(
                name: "publication_stamp");
        }
    }
}
