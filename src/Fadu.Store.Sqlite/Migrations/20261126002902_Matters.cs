using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Fadu.Store.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Matters : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "holiday_year",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "INTEGER", nullable: false),
                    year = table.Column<int>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", nullable: false),
                    days = table.Column<string>(type: "TEXT", nullable: false),
                    seq = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_holiday_year", x => new { x.tenant, x.year });
                });

            migrationBuilder.CreateTable(
                name: "matter",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    procedure = table.Column<string>(type: "TEXT", nullable: false),
                    edition = table.Column<string>(type: "TEXT", nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    organ_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    sender_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    handler_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    anchor_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    opened_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    is_open = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_void = table.Column<bool>(type: "INTEGER", nullable: false),
                    outcome = table.Column<string>(type: "TEXT", nullable: true),
                    outcome_name = table.Column<string>(type: "TEXT", nullable: true),
                    stage = table.Column<string>(type: "TEXT", nullable: true),
                    next_step = table.Column<string>(type: "TEXT", nullable: false),
                    next_due = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    has_late_entries = table.Column<bool>(type: "INTEGER", nullable: false),
                    has_unlawful_facts = table.Column<bool>(type: "INTEGER", nullable: false),
                    parent_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    parent_slot = table.Column<string>(type: "TEXT", nullable: true),
                    body = table.Column<string>(type: "TEXT", nullable: false),
                    search_text = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    seq = table.Column<long>(type: "INTEGER", nullable: false),
                    t1 = table.Column<string>(type: "TEXT", nullable: true),
                    t2 = table.Column<string>(type: "TEXT", nullable: true),
                    t3 = table.Column<string>(type: "TEXT", nullable: true),
                    t4 = table.Column<string>(type: "TEXT", nullable: true),
                    t5 = table.Column<string>(type: "TEXT", nullable: true),
                    t6 = table.Column<string>(type: "TEXT", nullable: true),
                    t7 = table.Column<string>(type: "TEXT", nullable: true),
                    t8 = table.Column<string>(type: "TEXT", nullable: true),
                    n1 = table.Column<long>(type: "INTEGER", nullable: true),
                    n2 = table.Column<long>(type: "INTEGER", nullable: true),
                    n3 = table.Column<long>(type: "INTEGER", nullable: true),
                    n4 = table.Column<long>(type: "INTEGER", nullable: true),
                    n5 = table.Column<long>(type: "INTEGER", nullable: true),
                    n6 = table.Column<long>(type: "INTEGER", nullable: true),
                    n7 = table.Column<long>(type: "INTEGER", nullable: true),
                    n8 = table.Column<long>(type: "INTEGER", nullable: true),
                    d1 = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    d2 = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    d3 = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    d4 = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    g1 = table.Column<Guid>(type: "TEXT", nullable: true),
                    g2 = table.Column<Guid>(type: "TEXT", nullable: true),
                    g3 = table.Column<Guid>(type: "TEXT", nullable: true),
                    g4 = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_matter", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "matter_clock",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "INTEGER", nullable: false),
                    matter_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    clock = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    due = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    is_open = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_missed = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_provisional = table.Column<bool>(type: "INTEGER", nullable: false),
                    calendar = table.Column<string>(type: "TEXT", nullable: false),
                    would_be = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    warned = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_matter_clock", x => new { x.tenant, x.matter_id, x.clock });
                });

            migrationBuilder.CreateTable(
                name: "matter_material",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "INTEGER", nullable: false),
                    matter_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    material = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    hash = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    by = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_matter_material", x => new { x.tenant, x.matter_id, x.material, x.version });
                });

            migrationBuilder.CreateTable(
                name: "matter_organ",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "INTEGER", nullable: false),
                    organ_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    matter_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    part = table.Column<int>(type: "INTEGER", nullable: false),
                    role = table.Column<string>(type: "TEXT", nullable: false),
                    procedure = table.Column<string>(type: "TEXT", nullable: false),
                    is_open = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_asked = table.Column<bool>(type: "INTEGER", nullable: false),
                    next_due = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    handler_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_matter_organ", x => new { x.tenant, x.matter_id, x.organ_id, x.part, x.role });
                });

            migrationBuilder.CreateTable(
                name: "procedure_setting",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "INTEGER", nullable: false),
                    procedure = table.Column<string>(type: "TEXT", nullable: false),
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_procedure_setting", x => new { x.tenant, x.procedure, x.key });
                });

            migrationBuilder.CreateIndex(
                name: "IX_matter_tenant_handler_id_is_open_next_due_id",
                table: "matter",
                columns: new[] { "tenant", "handler_id", "is_open", "next_due", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_matter_tenant_is_open_next_due_id",
                table: "matter",
                columns: new[] { "tenant", "is_open", "next_due", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_matter_tenant_parent_id",
                table: "matter",
                columns: new[] { "tenant", "parent_id" });

            migrationBuilder.CreateIndex(
                name: "IX_matter_tenant_procedure_is_open_next_due_id",
                table: "matter",
                columns: new[] { "tenant", "procedure", "is_open", "next_due", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_matter_clock_tenant_is_open_calendar",
                table: "matter_clock",
                columns: new[] { "tenant", "is_open", "calendar" });

            migrationBuilder.CreateIndex(
                name: "IX_matter_clock_tenant_is_open_due",
                table: "matter_clock",
                columns: new[] { "tenant", "is_open", "due" });

            migrationBuilder.CreateIndex(
                name: "IX_matter_material_tenant_hash",
                table: "matter_material",
                columns: new[] { "tenant", "hash" });

            migrationBuilder.CreateIndex(
                name: "IX_matter_organ_tenant_organ_id_is_open_next_due_matter_id",
                table: "matter_organ",
                columns: new[] { "tenant", "organ_id", "is_open", "next_due", "matter_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "holiday_year");

            migrationBuilder.DropTable(
                name: "matter");

            migrationBuilder.DropTable(
                name: "matter_clock");

            migrationBuilder.DropTable(
                name: "matter_material");

            migrationBuilder.DropTable(
                name: "matter_organ");

            migrationBuilder.DropTable(
                name: "procedure_setting");
        }
    }
}
