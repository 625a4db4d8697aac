using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Fadu.Store.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class LedgerMarks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ledger_line_tenant_ledger_near_hash",
                table: "ledger_line");

            migrationBuilder.DropIndex(
                name: "IX_ledger_line_tenant_ledger_source_name_source_key",
                table: "ledger_line");

            migrationBuilder.CreateIndex(
                name: "IX_ledger_line_tenant_ledger_near_hash",
                table: "ledger_line",
                columns: new[] { "tenant", "ledger", "near_hash" },
                filter: "near_hash IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ledger_line_tenant_ledger_source_name_source_key",
                table: "ledger_line",
                columns: new[] { "tenant", "ledger", "source_name", "source_key" },
                unique: true,
                filter: "source_key IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ledger_line_tenant_ledger_near_hash",
                table: "ledger_line");

            migrationBuilder.DropIndex(
                name: "IX_ledger_line_tenant_ledger_source_name_source_key",
                table: "ledger_line");

            migrationBuilder.CreateIndex(
                name: "IX_ledger_line_tenant_ledger_near_hash",
                table: "ledger_line",
                columns: new[] { "tenant", "ledger", "near_hash" });

            migrationBuilder.CreateIndex(
                name: "IX_ledger_line_tenant_ledger_source_name_source_key",
                table: "ledger_line",
                columns: new[] { "tenant", "ledger", "source_name", "source_key" },
                unique: true);
        }
    }
}
