using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Fadu.Store.Postgres.Migrations
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
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    law_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    part = table.Column<string>(type: "text", nullable: true),
                    level = table.Column<string>(type: "text", nullable: false),
                    rank = table.Column<int>(type: "integer", nullable: false),
                    folder = table.Column<string>(type: "text", nullable: false),
                    published = table.Column<DateOnly>(type: "date", nullable: true),
                    published_by = table.Column<int>(type: "integer", nullable: false),
                    in_force_from = table.Column<DateOnly>(type: "date", nullable: true),
                    from_by = table.Column<int>(type: "integer", nullable: false),
                    in_force_to = table.Column<DateOnly>(type: "date", nullable: true),
                    stated_to = table.Column<DateOnly>(type: "date", nullable: true),
                    end_unknown = table.Column<bool>(type: "boolean", nullable: false),
                    repealed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    repealed_by_text = table.Column<string>(type: "text", nullable: true),
                    superseded = table.Column<bool>(type: "boolean", nullable: false),
                    source_hash = table.Column<string>(type: "text", nullable: false),
                    file_name = table.Column<string>(type: "text", nullable: false),
                    seq = table.Column<long>(type: "bigint", nullable: false)
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
