using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Fadu.Store.Sqlite.Migrations
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
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "origin",
                table: "rectification_item",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "origin_ledger",
                table: "rectification_item",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "return_filing",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    @return = table.Column<string>(name: "return", type: "TEXT", nullable: false),
                    organ_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    period_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    period_to = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    due_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    edition = table.Column<int>(type: "INTEGER", nullable: false),
                    values = table.Column<string>(type: "TEXT", nullable: false),
                    known_seq = table.Column<long>(type: "INTEGER", nullable: false),
                    submitted_at = table.Column<long>(type: "INTEGER", nullable: false),
                    submitted_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_return_filing", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "return_mark",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "INTEGER", nullable: false),
                    @return = table.Column<string>(name: "return", type: "TEXT", nullable: false),
                    form_number = table.Column<string>(type: "TEXT", nullable: false),
                    maker = table.Column<string>(type: "TEXT", nullable: false),
                    approval = table.Column<string>(type: "TEXT", nullable: false),
                    valid_until = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
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
