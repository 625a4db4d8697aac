using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Fadu.Store.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class LawSort : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_law_version_tenant_rank_key_id",
                table: "law_version");

            migrationBuilder.AddColumn<string>(
                name: "sort",
                table: "law_version",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateIndex(
                name: "IX_law_version_tenant_rank_sort_id",
                table: "law_version",
                columns: new[] { "tenant", "rank", "sort", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_law_version_tenant_rank_sort_id",
                table: "law_version");

            migrationBuilder.DropColumn(
                name: "sort",
                table: "law_version");

            migrationBuilder.CreateIndex(
                name: "IX_law_version_tenant_rank_key_id",
                table: "law_version",
                columns: new[] { "tenant", "rank", "key", "id" });
        }
    }
}
