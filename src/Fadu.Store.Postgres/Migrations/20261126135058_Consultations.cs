using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Fadu.Store.Postgres.Migrations
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
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organ_id = table.Column<Guid>(type: "uuid", nullable: false),
                    matter_id = table.Column<Guid>(type: "uuid", nullable: true),
                    matter_stage = table.Column<string>(type: "text", nullable: true),
                    title = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    opened_on = table.Column<DateOnly>(type: "date", nullable: true),
                    closes_on = table.Column<DateOnly>(type: "date", nullable: false),
                    first_closes_on = table.Column<DateOnly>(type: "date", nullable: true),
                    extended_because = table.Column<string>(type: "text", nullable: true),
                    concluded_on = table.Column<DateOnly>(type: "date", nullable: true),
                    note = table.Column<string>(type: "text", nullable: true),
                    withdrawn_on = table.Column<DateOnly>(type: "date", nullable: true),
                    withdrawn_because = table.Column<string>(type: "text", nullable: true),
                    body = table.Column<string>(type: "text", nullable: false),
                    received = table.Column<int>(type: "integer", nullable: false),
                    groups = table.Column<int>(type: "integer", nullable: false),
                    unanswered = table.Column<int>(type: "integer", nullable: false),
                    adopted = table.Column<int>(type: "integer", nullable: false),
                    partly = table.Column<int>(type: "integer", nullable: false),
                    not_adopted = table.Column<int>(type: "integer", nullable: false),
                    seq = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_consultation", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "opinion",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    consultation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organ_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    receipt = table.Column<string>(type: "text", nullable: false),
                    group_id = table.Column<Guid>(type: "uuid", nullable: false),
                    about = table.Column<string>(type: "text", nullable: true),
                    text = table.Column<string>(type: "text", nullable: false),
                    because = table.Column<string>(type: "text", nullable: true),
                    giver = table.Column<int>(type: "integer", nullable: false),
                    personal_id = table.Column<Guid>(type: "uuid", nullable: true),
                    source = table.Column<int>(type: "integer", nullable: false),
                    received_on = table.Column<DateOnly>(type: "date", nullable: false),
                    seq = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_opinion", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "opinion_group",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    consultation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organ_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    top = table.Column<Guid>(type: "uuid", nullable: false),
                    about = table.Column<string>(type: "text", nullable: true),
                    gist = table.Column<string>(type: "text", nullable: false),
                    own = table.Column<int>(type: "integer", nullable: false),
                    count = table.Column<int>(type: "integer", nullable: false),
                    outcome = table.Column<int>(type: "integer", nullable: true),
                    answer = table.Column<string>(type: "text", nullable: true),
                    answered_on = table.Column<DateOnly>(type: "date", nullable: true),
                    answered_by = table.Column<Guid>(type: "uuid", nullable: true),
                    seq = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_opinion_group", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "personal_value",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    salt = table.Column<string>(type: "text", nullable: true),
                    text = table.Column<string>(type: "text", nullable: true)
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
