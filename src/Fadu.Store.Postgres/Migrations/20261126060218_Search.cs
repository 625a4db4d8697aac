using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Fadu.Store.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Search : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "search_counter",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    last = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_search_counter", x => x.tenant);
                });

            migrationBuilder.CreateTable(
                name: "search_piece",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    address = table.Column<string>(type: "text", nullable: false),
                    level = table.Column<string>(type: "text", nullable: true),
                    in_force_from = table.Column<DateOnly>(type: "date", nullable: true),
                    in_force_to = table.Column<DateOnly>(type: "date", nullable: true),
                    label = table.Column<string>(type: "text", nullable: false),
                    anchor = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_search_piece", x => new { x.tenant, x.number });
                });

            migrationBuilder.CreateIndex(
                name: "IX_search_piece_tenant_kind_subject",
                table: "search_piece",
                columns: new[] { "tenant", "kind", "subject" });

            // Terms as numbers and marks as words: neither is known to EF, for on SQLite both lie elsewhere (docs/adr/0009).
            migrationBuilder.Sql(
                "ALTER TABLE search_piece ADD COLUMN terms integer[] NOT NULL, ADD COLUMN marks text[] NOT NULL"
            );
            // How frequent a term is decides how it is looked for, and a row is read whole.
            migrationBuilder.Sql(
                "ALTER TABLE search_piece ALTER COLUMN terms SET STATISTICS 300, SET (toast_tuple_target = 8160)"
            );
            migrationBuilder.Sql(
                "CREATE INDEX ix_search_piece_terms ON search_piece USING gin (terms, marks)"
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "search_counter");

            migrationBuilder.DropTable(
                name: "search_piece");
        }
    }
}
