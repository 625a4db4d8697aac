using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Fadu.Store.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Documents : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "document_number",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    organ_id = table.Column<Guid>(type: "uuid", nullable: false),
                    series = table.Column<string>(type: "text", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    document_id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    void_reason = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_document_number", x => new { x.tenant, x.organ_id, x.series, x.year, x.number });
                });

            migrationBuilder.CreateTable(
                name: "document_organ",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    organ_id = table.Column<Guid>(type: "uuid", nullable: false),
                    document_id = table.Column<Guid>(type: "uuid", nullable: false),
                    is_asked = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_document_organ", x => new { x.tenant, x.document_id, x.organ_id });
                });

            migrationBuilder.CreateTable(
                name: "matter_document",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organ_id = table.Column<Guid>(type: "uuid", nullable: false),
                    matter_id = table.Column<Guid>(type: "uuid", nullable: false),
                    procedure = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    owed = table.Column<string>(type: "text", nullable: true),
                    stage = table.Column<int>(type: "integer", nullable: false),
                    drafter_id = table.Column<Guid>(type: "uuid", nullable: true),
                    series = table.Column<string>(type: "text", nullable: true),
                    year = table.Column<int>(type: "integer", nullable: true),
                    number = table.Column<int>(type: "integer", nullable: true),
                    number_text = table.Column<string>(type: "text", nullable: true),
                    issued_on = table.Column<DateOnly>(type: "date", nullable: true),
                    file_hash = table.Column<string>(type: "text", nullable: true),
                    is_servable = table.Column<bool>(type: "boolean", nullable: false),
                    served_on = table.Column<DateOnly>(type: "date", nullable: true),
                    is_service_told = table.Column<bool>(type: "boolean", nullable: false),
                    body = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_matter_document", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "number_code",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    organ_id = table.Column<Guid>(type: "uuid", nullable: false),
                    series = table.Column<string>(type: "text", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_number_code", x => new { x.tenant, x.organ_id, x.series });
                });

            migrationBuilder.CreateTable(
                name: "number_series_year",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    organ_id = table.Column<Guid>(type: "uuid", nullable: false),
                    series = table.Column<string>(type: "text", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    last = table.Column<int>(type: "integer", nullable: false),
                    started_after = table.Column<int>(type: "integer", nullable: false),
                    start_reason = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_number_series_year", x => new { x.tenant, x.organ_id, x.series, x.year });
                });

            migrationBuilder.CreateTable(
                name: "organ_template",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    organ_id = table.Column<Guid>(type: "uuid", nullable: false),
                    procedure = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    changed_at = table.Column<long>(type: "bigint", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_organ_template", x => new { x.tenant, x.organ_id, x.procedure, x.kind });
                });

            migrationBuilder.CreateIndex(
                name: "IX_document_organ_tenant_organ_id_is_asked_document_id",
                table: "document_organ",
                columns: new[] { "tenant", "organ_id", "is_asked", "document_id" });

            migrationBuilder.CreateIndex(
                name: "IX_matter_document_tenant_file_hash",
                table: "matter_document",
                columns: new[] { "tenant", "file_hash" });

            migrationBuilder.CreateIndex(
                name: "IX_matter_document_tenant_is_service_told_served_on",
                table: "matter_document",
                columns: new[] { "tenant", "is_service_told", "served_on" });

            migrationBuilder.CreateIndex(
                name: "IX_matter_document_tenant_matter_id",
                table: "matter_document",
                columns: new[] { "tenant", "matter_id" });

            migrationBuilder.CreateIndex(
                name: "IX_matter_document_tenant_stage_id",
                table: "matter_document",
                columns: new[] { "tenant", "stage", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "document_number");

            migrationBuilder.DropTable(
                name: "document_organ");

            migrationBuilder.DropTable(
                name: "matter_document");

            migrationBuilder.DropTable(
                name: "number_code");

            migrationBuilder.DropTable(
                name: "number_series_year");

            migrationBuilder.DropTable(
                name: "organ_template");
        }
    }
}
