using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Fadu.Store.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class LedgerReturns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "enterprise_related",
                table: "rectification_item",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "origin",
                table: "rectification_item",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "origin_ledger",
                table: "rectification_item",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "return_filing",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    @return = table.Column<string>(name: "return", type: "text", nullable: false),
                    organ_id = table.Column<Guid>(type: "uuid", nullable: false),
                    period_from = table.Column<DateOnly>(type: "date", nullable: false),
                    period_to = table.Column<DateOnly>(type: "date", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    edition = table.Column<int>(type: "integer", nullable: false),
                    values = table.Column<string>(type: "text", nullable: false),
                    known_seq = table.Column<long>(type: "bigint", nullable: false),
                    submitted_at = table.Column<long>(type: "bigint", nullable: false),
                    submitted_by = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_return_filing", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "return_mark",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    @return = table.Column<string>(name: "return", type: "text", nullable: false),
                    form_number = table.Column<string>(type: "text", nullable: false),
                    maker = table.Column<string>(type: "text", nullable: false),
                    approval = table.Column<string>(type: "text", nullable: false),
                    valid_until = table.Column<DateOnly>(type: "date", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_return_mark", x => new { x.tenant, x.@return });
                });

            migrationBuilder.CreateIndex(
                name: "IX_rectification_item_tenant_origin",
                table: "rectification_item",
                columns: new[] { "tenant", "origin" });

            migrationBuilder.CreateIndex(
                name: "IX_return_filing_tenant_return_period_from_organ_id_edition",
                table: "return_filing",
                columns: new[] { "tenant", "return", "period_from", "organ_id", "edition" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "return_filing");

            migrationBuilder.DropTable(
                name: "return_mark");

            migrationBuilder.DropIndex(
                name: "IX_rectification_item_tenant_origin",
                table: "rectification_item");

            migrationBuilder.DropColumn(
                name: "enterprise_related",
                table: "rectification_item");

            migrationBuilder.DropColumn(
                name: "origin",
                table: "rectification_item");

            migrationBuilder.DropColumn(
                name: "origin_ledger",
                table: "rectification_item");
        }
    }
}
