using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Fadu.Store.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Laws : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "law_version",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    law_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    part = table.Column<string>(type: "TEXT", nullable: true),
                    level = table.Column<string>(type: "TEXT", nullable: false),
                    rank = table.Column<int>(type: "INTEGER", nullable: false),
                    folder = table.Column<string>(type: "TEXT", nullable: false),
                    published = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    published_by = table.Column<int>(type: "INTEGER", nullable: false),
                    in_force_from = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    from_by = table.Column<int>(type: "INTEGER", nullable: false),
                    in_force_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    stated_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    end_unknown = table.Column<bool>(type: "INTEGER", nullable: false),
                    repealed_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    repealed_by_text = table.Column<string>(type: "TEXT", nullable: true),
                    superseded = table.Column<bool>(type: "INTEGER", nullable: false),
                    source_hash = table.Column<string>(type: "TEXT", nullable: false),
                    file_name = table.Column<string>(type: "TEXT", nullable: false),
                    seq = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_law_version", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "IX_law_version_tenant_law_id_published",
                table: "law_version",
                columns: new[] { "tenant", "law_id", "published" });

            migrationBuilder.CreateIndex(
                name: "IX_law_version_tenant_rank_key_id",
                table: "law_version",
                columns: new[] { "tenant", "rank", "key", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_law_version_tenant_source_hash",
                table: "law_version",
                columns: new[] { "tenant", "source_hash" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "law_version");
        }
    }
}
