using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Fadu.Store.Sqlite.Migrations
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
                    tenant = table.Column<int>(type: "INTEGER", nullable: false),
                    last = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_search_counter", x => x.tenant);
                });

            migrationBuilder.CreateTable(
                name: "search_piece",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "INTEGER", nullable: false),
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    subject = table.Column<Guid>(type: "TEXT", nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    address = table.Column<string>(type: "TEXT", nullable: false),
                    level = table.Column<string>(type: "TEXT", nullable: true),
                    in_force_from = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    in_force_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    label = table.Column<string>(type: "TEXT", nullable: false),
                    anchor = table.Column<string>(type: "TEXT", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_search_piece", x => new { x.tenant, x.number });
                });

            migrationBuilder.CreateIndex(
                name: "IX_search_piece_tenant_kind_subject",
                table: "search_piece",
                columns: new[] { "tenant", "kind", "subject" });

            // The terms lie in FTS5 without positions and without the text: whether a longer phrase stands in a piece is looked up in the piece itself (docs/adr/0009).
            migrationBuilder.Sql(
                "CREATE VIRTUAL TABLE search_term USING fts5 (terms, content='', contentless_delete=1, detail=none, tokenize='ascii')"
            );
            // Gathers more in memory before it writes a segment: an import merges less often.
            migrationBuilder.Sql(
                "INSERT INTO search_term (search_term, rank) VALUES ('hashsize', 16777216)"
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TABLE search_term");

            migrationBuilder.DropTable(
                name: "search_counter");

            migrationBuilder.DropTable(
                name: "search_piece");
        }
    }
}
