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
            // By hand, since the table made for this by EF turns the foreign keys off first, which no transaction can hold; nothing refers to this table.
            Rekey(migrationBuilder, "tenant, subject, seq, ordinal");

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

            Rekey(migrationBuilder, "tenant, seq, ordinal");

            migrationBuilder.CreateIndex(
                name: "IX_contribution_line_tenant_subject",
                table: "contribution_line",
                columns: new[] { "tenant", "subject" });
        }

        private static void Rekey(MigrationBuilder migrationBuilder, string key)
        {
            const string Columns = "tenant, seq, ordinal, figure, organ_id, dimensions, day, subject, subject_kind, key, amount, recorded_on";
            foreach (var statement in new[]
            {
                "ALTER TABLE contribution_line RENAME TO old_contribution_line",
                "DROP INDEX \"IX_contribution_line_tenant_figure_day_organ_id\"",
                "DROP INDEX IF EXISTS \"IX_contribution_line_tenant_subject\"",
                $"CREATE TABLE contribution_line (tenant INTEGER NOT NULL, seq INTEGER NOT NULL, ordinal INTEGER NOT NULL, figure TEXT NOT NULL, organ_id TEXT NOT NULL, dimensions TEXT NOT NULL, day TEXT NOT NULL, subject TEXT NOT NULL, subject_kind TEXT NOT NULL, key TEXT NULL, amount INTEGER NOT NULL, recorded_on TEXT NOT NULL, CONSTRAINT PK_contribution_line PRIMARY KEY ({key}))",
                $"INSERT INTO contribution_line ({Columns}) SELECT {Columns} FROM old_contribution_line",
                "DROP TABLE old_contribution_line",
                "CREATE INDEX \"IX_contribution_line_tenant_figure_day_organ_id\" ON contribution_line (tenant, figure, day, organ_id)",
            })
            {
                migrationBuilder.Sql(statement);
            }
        }
    }
}
