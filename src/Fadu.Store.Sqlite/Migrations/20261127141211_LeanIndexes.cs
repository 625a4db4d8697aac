using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Fadu.Store.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class LeanIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_contribution_line_tenant_figure_day_organ_id",
                table: "contribution_line");

            migrationBuilder.AddColumn<int>(
                name: "week",
                table: "contribution_line",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            // weeks since 0001-01-01
            migrationBuilder.Sql("UPDATE contribution_line SET week = CAST(julianday(day) - 1721425.5 AS INTEGER) / 7");

            // the first 128 bits are kept
            migrationBuilder.Sql("UPDATE ledger_line SET key_hash = substr(key_hash, 1, 32), near_hash = substr(near_hash, 1, 32)");
            migrationBuilder.Sql("UPDATE register_version SET key_hash = substr(key_hash, 1, 32)");

            migrationBuilder.CreateIndex(
                name: "IX_contribution_line_tenant_figure_week_seq_day_organ_id",
                table: "contribution_line",
                columns: new[] { "tenant", "figure", "week", "seq", "day", "organ_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            // The rest of the hashes is not in the rows; a rebuild from the trail writes them again.
            migrationBuilder.DropIndex(
                name: "IX_contribution_line_tenant_figure_week_seq_day_organ_id",
                table: "contribution_line");

            // by hand, since EF would make the table anew
            migrationBuilder.Sql("ALTER TABLE contribution_line DROP COLUMN week");

            migrationBuilder.CreateIndex(
                name: "IX_contribution_line_tenant_figure_day_organ_id",
                table: "contribution_line",
                columns: new[] { "tenant", "figure", "day", "organ_id" });
        }
    }
}
