using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Fadu.Store.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Consultations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "consultation",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organ_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    matter_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    matter_stage = table.Column<string>(type: "TEXT", nullable: true),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    opened_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    closes_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    first_closes_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    extended_because = table.Column<string>(type: "TEXT", nullable: true),
                    concluded_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    note = table.Column<string>(type: "TEXT", nullable: true),
                    withdrawn_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    withdrawn_because = table.Column<string>(type: "TEXT", nullable: true),
                    body = table.Column<string>(type: "TEXT", nullable: false),
                    received = table.Column<int>(type: "INTEGER", nullable: false),
                    groups = table.Column<int>(type: "INTEGER", nullable: false),
                    unanswered = table.Column<int>(type: "INTEGER", nullable: false),
                    adopted = table.Column<int>(type: "INTEGER", nullable: false),
                    partly = table.Column<int>(type: "INTEGER", nullable: false),
                    not_adopted = table.Column<int>(type: "INTEGER", nullable: false),
                    seq = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_consultation", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "opinion",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    consultation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organ_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    receipt = table.Column<string>(type: "TEXT", nullable: false),
                    group_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    about = table.Column<string>(type: "TEXT", nullable: true),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    because = table.Column<string>(type: "TEXT", nullable: true),
                    giver = table.Column<int>(type: "INTEGER", nullable: false),
                    personal_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    source = table.Column<int>(type: "INTEGER", nullable: false),
                    received_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    seq = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_opinion", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "opinion_group",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    consultation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organ_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    top = table.Column<Guid>(type: "TEXT", nullable: false),
                    about = table.Column<string>(type: "TEXT", nullable: true),
                    gist = table.Column<string>(type: "TEXT", nullable: false),
                    own = table.Column<int>(type: "INTEGER", nullable: false),
                    count = table.Column<int>(type: "INTEGER", nullable: false),
                    outcome = table.Column<int>(type: "INTEGER", nullable: true),
                    answer = table.Column<string>(type: "TEXT", nullable: true),
                    answered_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    answered_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    seq = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_opinion_group", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "personal_value",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    salt = table.Column<string>(type: "TEXT", nullable: true),
                    text = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_personal_value", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "IX_consultation_tenant_matter_id",
                table: "consultation",
                columns: new[] { "tenant", "matter_id" });

            migrationBuilder.CreateIndex(
                name: "IX_consultation_tenant_organ_id_state_closes_on_id",
                table: "consultation",
                columns: new[] { "tenant", "organ_id", "state", "closes_on", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_consultation_tenant_state_closes_on_id",
                table: "consultation",
                columns: new[] { "tenant", "state", "closes_on", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_opinion_tenant_consultation_id_number",
                table: "opinion",
                columns: new[] { "tenant", "consultation_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_opinion_tenant_group_id_number",
                table: "opinion",
                columns: new[] { "tenant", "group_id", "number" });

            migrationBuilder.CreateIndex(
                name: "IX_opinion_tenant_receipt",
                table: "opinion",
                columns: new[] { "tenant", "receipt" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_opinion_group_tenant_consultation_id_count_number",
                table: "opinion_group",
                columns: new[] { "tenant", "consultation_id", "count", "number" });

            migrationBuilder.CreateIndex(
                name: "IX_opinion_group_tenant_consultation_id_top",
                table: "opinion_group",
                columns: new[] { "tenant", "consultation_id", "top" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "consultation");

            migrationBuilder.DropTable(
                name: "opinion");

            migrationBuilder.DropTable(
                name: "opinion_group");

            migrationBuilder.DropTable(
                name: "personal_value");
        }
    }
}
