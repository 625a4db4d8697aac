using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Fadu.Store.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class LedgerTotals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "PK_contribution_line",
                table: "contribution_line");

            migrationBuilder.DropIndex(
                name: "IX_contribution_line_tenant_subject",
                table: "contribution_line");

            migrationBuilder.AddPrimaryKey(
                name: "PK_contribution_line",
                table: "contribution_line",
                columns: new[] { "tenant", "subject", "seq", "ordinal" });

            migrationBuilder.CreateIndex(
                name: "IX_ledger_line_tenant_ledger_organ_id_period_from",
                table: "ledger_line",
                columns: new[] { "tenant", "ledger", "organ_id", "period_from" },
                filter: "form = 2");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ledger_line_tenant_ledger_organ_id_period_from",
                table: "ledger_line");

            migrationBuilder.DropPrimaryKey(
                name: "PK_contribution_line",
                table: "contribution_line");

            migrationBuilder.AddPrimaryKey(
                name: "PK_contribution_line",
                table: "contribution_line",
                columns: new[] { "tenant", "seq", "ordinal" });

            migrationBuilder.CreateIndex(
                name: "IX_contribution_line_tenant_subject",
                table: "contribution_line",
                columns: new[] { "tenant", "subject" });
        }
    }
}
