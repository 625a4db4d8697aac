using Fadu.Core;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Fadu.Store.Postgres.Migrations
{
    /// <summary>
    /// What makes the first page of a frequent word quick: which pieces may have a term is read off an index in the order of the list, without a look at the rows (docs/adr/0009). Nothing of
    /// it is known to EF.
    /// </summary>
    [DbContext(typeof(FaduDb))]
    [Migration("20261126113000_SearchOrder")]
    public sealed class SearchOrder : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                "ALTER TABLE search_piece ADD COLUMN may_have bytea; ALTER TABLE search_piece ALTER COLUMN may_have SET STORAGE PLAIN"
            );
            migrationBuilder.Sql(
                "CREATE INDEX ix_search_piece_order ON search_piece (tenant, number) INCLUDE (may_have)"
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            migrationBuilder.Sql("ALTER TABLE search_piece DROP COLUMN may_have");
    }
}
