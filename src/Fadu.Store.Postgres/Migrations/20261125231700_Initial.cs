using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Fadu.Store.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "account_users",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    must_change_password = table.Column<bool>(type: "boolean", nullable: false),
                    user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    normalized_user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    normalized_email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    email_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    password_hash = table.Column<string>(type: "text", nullable: true),
                    security_stamp = table.Column<string>(type: "text", nullable: true),
                    concurrency_stamp = table.Column<string>(type: "text", nullable: true),
                    phone_number = table.Column<string>(type: "text", nullable: true),
                    phone_number_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    lockout_end = table.Column<long>(type: "bigint", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    access_failed_count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account_users", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "command_record",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    command_id = table.Column<Guid>(type: "uuid", nullable: false),
                    digest = table.Column<string>(type: "text", nullable: false),
                    value = table.Column<string>(type: "text", nullable: true),
                    seq = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_command_record", x => new { x.tenant, x.command_id });
                });

            migrationBuilder.CreateTable(
                name: "contribution_line",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    seq = table.Column<long>(type: "bigint", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    figure = table.Column<string>(type: "text", nullable: false),
                    organ_id = table.Column<Guid>(type: "uuid", nullable: false),
                    dimensions = table.Column<string>(type: "text", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    subject = table.Column<Guid>(type: "uuid", nullable: false),
                    subject_kind = table.Column<string>(type: "text", nullable: false),
                    key = table.Column<string>(type: "text", nullable: true),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    recorded_on = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_contribution_line", x => new { x.tenant, x.seq, x.ordinal });
                });

            migrationBuilder.CreateTable(
                name: "delegation",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    principal_id = table.Column<Guid>(type: "uuid", nullable: false),
                    deputy_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_delegation", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "figure_period",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: false),
                    known_seq = table.Column<long>(type: "bigint", nullable: false),
                    closed_at = table.Column<long>(type: "bigint", nullable: false),
                    closed_by = table.Column<string>(type: "text", nullable: false),
                    is_closed = table.Column<bool>(type: "boolean", nullable: false),
                    reopened_because = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_figure_period", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "figure_sum",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    figure = table.Column<string>(type: "text", nullable: false),
                    dimensions = table.Column<string>(type: "text", nullable: false),
                    block = table.Column<long>(type: "bigint", nullable: false),
                    period = table.Column<int>(type: "integer", nullable: false),
                    organ_id = table.Column<Guid>(type: "uuid", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    lines = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_figure_sum", x => new { x.tenant, x.figure, x.dimensions, x.block, x.period, x.organ_id });
                });

            migrationBuilder.CreateTable(
                name: "form_draft",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    fields = table.Column<string>(type: "text", nullable: false),
                    saved_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_form_draft", x => new { x.tenant, x.person_id, x.key });
                });

            migrationBuilder.CreateTable(
                name: "frozen_figure",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    period_id = table.Column<Guid>(type: "uuid", nullable: false),
                    figure = table.Column<string>(type: "text", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    denominator = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_frozen_figure", x => new { x.tenant, x.period_id, x.figure });
                });

            migrationBuilder.CreateTable(
                name: "inbox_item",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    organ_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    for_those_who = table.Column<int>(type: "integer", nullable: true),
                    subject = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    href = table.Column<string>(type: "text", nullable: false),
                    due = table.Column<DateOnly>(type: "date", nullable: true),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    settled_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inbox_item", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "inbox_seen",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    item_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inbox_seen", x => new { x.tenant, x.person_id, x.item_id });
                });

            migrationBuilder.CreateTable(
                name: "leader_field",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organ_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: true),
                    matters = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_leader_field", x => new { x.tenant, x.person_id, x.organ_id, x.from });
                });

            migrationBuilder.CreateTable(
                name: "ledger_import",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    ledger = table.Column<string>(type: "text", nullable: false),
                    organ_id = table.Column<Guid>(type: "uuid", nullable: false),
                    file_name = table.Column<string>(type: "text", nullable: false),
                    added = table.Column<int>(type: "integer", nullable: false),
                    corrected = table.Column<int>(type: "integer", nullable: false),
                    known = table.Column<int>(type: "integer", nullable: false),
                    rejected = table.Column<int>(type: "integer", nullable: false),
                    recorded_at = table.Column<long>(type: "bigint", nullable: false),
                    recorded_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ledger_import", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "ledger_line",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    ledger = table.Column<string>(type: "text", nullable: false),
                    organ_id = table.Column<Guid>(type: "uuid", nullable: false),
                    occurred_on = table.Column<DateOnly>(type: "date", nullable: false),
                    form = table.Column<int>(type: "integer", nullable: false),
                    period_from = table.Column<DateOnly>(type: "date", nullable: true),
                    period_to = table.Column<DateOnly>(type: "date", nullable: true),
                    state = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    source = table.Column<int>(type: "integer", nullable: false),
                    source_name = table.Column<string>(type: "text", nullable: true),
                    source_key = table.Column<string>(type: "text", nullable: true),
                    exactness = table.Column<int>(type: "integer", nullable: false),
                    is_late = table.Column<bool>(type: "boolean", nullable: false),
                    is_standby = table.Column<bool>(type: "boolean", nullable: false),
                    is_changed_after_close = table.Column<bool>(type: "boolean", nullable: false),
                    merged_into = table.Column<Guid>(type: "uuid", nullable: true),
                    batch_id = table.Column<Guid>(type: "uuid", nullable: true),
                    key_hash = table.Column<string>(type: "text", nullable: true),
                    near_hash = table.Column<string>(type: "text", nullable: true),
                    title = table.Column<string>(type: "text", nullable: false),
                    search_text = table.Column<string>(type: "text", nullable: false),
                    body = table.Column<string>(type: "text", nullable: false),
                    evidence = table.Column<string>(type: "text", nullable: false),
                    seq = table.Column<long>(type: "bigint", nullable: false),
                    recorded_at = table.Column<long>(type: "bigint", nullable: false),
                    recorded_by = table.Column<Guid>(type: "uuid", nullable: true),
                    t1 = table.Column<string>(type: "text", nullable: true),
                    t2 = table.Column<string>(type: "text", nullable: true),
                    t3 = table.Column<string>(type: "text", nullable: true),
                    t4 = table.Column<string>(type: "text", nullable: true),
                    t5 = table.Column<string>(type: "text", nullable: true),
                    t6 = table.Column<string>(type: "text", nullable: true),
                    t7 = table.Column<string>(type: "text", nullable: true),
                    t8 = table.Column<string>(type: "text", nullable: true),
                    n1 = table.Column<long>(type: "bigint", nullable: true),
                    n2 = table.Column<long>(type: "bigint", nullable: true),
                    n3 = table.Column<long>(type: "bigint", nullable: true),
                    n4 = table.Column<long>(type: "bigint", nullable: true),
                    n5 = table.Column<long>(type: "bigint", nullable: true),
                    n6 = table.Column<long>(type: "bigint", nullable: true),
                    n7 = table.Column<long>(type: "bigint", nullable: true),
                    n8 = table.Column<long>(type: "bigint", nullable: true),
                    d1 = table.Column<DateOnly>(type: "date", nullable: true),
                    d2 = table.Column<DateOnly>(type: "date", nullable: true),
                    d3 = table.Column<DateOnly>(type: "date", nullable: true),
                    d4 = table.Column<DateOnly>(type: "date", nullable: true),
                    g1 = table.Column<Guid>(type: "uuid", nullable: true),
                    g2 = table.Column<Guid>(type: "uuid", nullable: true),
                    g3 = table.Column<Guid>(type: "uuid", nullable: true),
                    g4 = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ledger_line", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "organ",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    short_name = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    level = table.Column<int>(type: "integer", nullable: false),
                    parent_id = table.Column<Guid>(type: "uuid", nullable: true),
                    order = table.Column<int>(type: "integer", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    changed = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_organ", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "organ_link",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    entry = table.Column<long>(type: "bigint", nullable: false),
                    from_id = table.Column<Guid>(type: "uuid", nullable: false),
                    to_id = table.Column<Guid>(type: "uuid", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    matters = table.Column<string>(type: "text", nullable: true),
                    document = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_organ_link", x => new { x.tenant, x.entry, x.from_id, x.to_id });
                });

            migrationBuilder.CreateTable(
                name: "organ_name",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    organ_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    entry = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: true),
                    to = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_organ_name", x => new { x.tenant, x.organ_id, x.name, x.entry });
                });

            migrationBuilder.CreateTable(
                name: "person",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    organ_id = table.Column<Guid>(type: "uuid", nullable: false),
                    post = table.Column<string>(type: "text", nullable: true),
                    rank = table.Column<int>(type: "integer", nullable: true),
                    login = table.Column<string>(type: "text", nullable: true),
                    may_sign_in = table.Column<bool>(type: "boolean", nullable: false),
                    left_on = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    changed = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_person", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "plan",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<string>(type: "text", nullable: true),
                    issuers = table.Column<string>(type: "text", nullable: false),
                    place = table.Column<string>(type: "text", nullable: true),
                    signed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    from_year = table.Column<int>(type: "integer", nullable: true),
                    to_year = table.Column<int>(type: "integer", nullable: true),
                    state = table.Column<int>(type: "integer", nullable: false),
                    file_name = table.Column<string>(type: "text", nullable: true),
                    file_hash = table.Column<string>(type: "text", nullable: true),
                    read_on = table.Column<DateOnly>(type: "date", nullable: false),
                    confirmed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    items = table.Column<int>(type: "integer", nullable: false),
                    open_doubts = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plan", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "plan_assignment",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    organ_id = table.Column<Guid>(type: "uuid", nullable: false),
                    item_id = table.Column<Guid>(type: "uuid", nullable: false),
                    plan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<int>(type: "integer", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    state = table.Column<int>(type: "integer", nullable: false),
                    is_open = table.Column<bool>(type: "boolean", nullable: false),
                    is_pending = table.Column<bool>(type: "boolean", nullable: false),
                    next_due = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plan_assignment", x => new { x.tenant, x.item_id, x.organ_id });
                });

            migrationBuilder.CreateTable(
                name: "plan_item",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    plan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    plan_title = table.Column<string>(type: "text", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "text", nullable: true),
                    chapter = table.Column<string>(type: "text", nullable: true),
                    title = table.Column<string>(type: "text", nullable: false),
                    chief_organ_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    is_open = table.Column<bool>(type: "boolean", nullable: false),
                    next_due = table.Column<DateOnly>(type: "date", nullable: false),
                    is_pending = table.Column<bool>(type: "boolean", nullable: false),
                    entered_on = table.Column<DateOnly>(type: "date", nullable: false),
                    done_on = table.Column<DateOnly>(type: "date", nullable: true),
                    ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    written_off_on = table.Column<DateOnly>(type: "date", nullable: true),
                    previous_item_id = table.Column<Guid>(type: "uuid", nullable: true),
                    next_item_id = table.Column<Guid>(type: "uuid", nullable: true),
                    body = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plan_item", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "plan_reminder",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    item_id = table.Column<Guid>(type: "uuid", nullable: false),
                    due = table.Column<DateOnly>(type: "date", nullable: false),
                    step = table.Column<int>(type: "integer", nullable: false),
                    sent_on = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plan_reminder", x => new { x.tenant, x.item_id, x.due, x.step });
                });

            migrationBuilder.CreateTable(
                name: "plan_text",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    plan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    draft = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plan_text", x => new { x.tenant, x.plan_id });
                });

            migrationBuilder.CreateTable(
                name: "progress_report",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    item_id = table.Column<Guid>(type: "uuid", nullable: false),
                    plan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organ_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reported_on = table.Column<DateOnly>(type: "date", nullable: false),
                    reporter_id = table.Column<Guid>(type: "uuid", nullable: true),
                    state = table.Column<int>(type: "integer", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    obstacle = table.Column<string>(type: "text", nullable: true),
                    request = table.Column<string>(type: "text", nullable: true),
                    due = table.Column<int>(type: "integer", nullable: true),
                    new_due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    files = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: false),
                    decided_on = table.Column<DateOnly>(type: "date", nullable: true),
                    decider_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_progress_report", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "rectification_item",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    source = table.Column<int>(type: "integer", nullable: false),
                    programme = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    category = table.Column<string>(type: "text", nullable: true),
                    demand = table.Column<string>(type: "text", nullable: true),
                    found_on = table.Column<DateOnly>(type: "date", nullable: false),
                    issuer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organ_id = table.Column<Guid>(type: "uuid", nullable: false),
                    co_organs = table.Column<string>(type: "text", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    measure = table.Column<string>(type: "text", nullable: true),
                    reported_on = table.Column<DateOnly>(type: "date", nullable: true),
                    report = table.Column<string>(type: "text", nullable: true),
                    files = table.Column<string>(type: "text", nullable: true),
                    verifier_id = table.Column<Guid>(type: "uuid", nullable: true),
                    verified_on = table.Column<DateOnly>(type: "date", nullable: true),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    outcome = table.Column<int>(type: "integer", nullable: true),
                    next_check_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rectification_item", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "report",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organ_id = table.Column<Guid>(type: "uuid", nullable: false),
                    coordinator_organ_id = table.Column<Guid>(type: "uuid", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    cut_off = table.Column<DateOnly>(type: "date", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    known_seq = table.Column<long>(type: "bigint", nullable: true),
                    known_at = table.Column<long>(type: "bigint", nullable: true),
                    frozen = table.Column<string>(type: "text", nullable: true),
                    approved_by = table.Column<string>(type: "text", nullable: true),
                    approved_on = table.Column<DateOnly>(type: "date", nullable: true),
                    sent_back_because = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_report", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "report_duty_record",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    organ_id = table.Column<Guid>(type: "uuid", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    duty = table.Column<int>(type: "integer", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    where = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_report_duty_record", x => new { x.tenant, x.year, x.organ_id, x.duty });
                });

            migrationBuilder.CreateTable(
                name: "report_section",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    content = table.Column<int>(type: "integer", nullable: false),
                    order = table.Column<int>(type: "integer", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    organ_id = table.Column<Guid>(type: "uuid", nullable: false),
                    due = table.Column<DateOnly>(type: "date", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    returned_because = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_report_section", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "role_grant",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<int>(type: "integer", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_role_grant", x => new { x.tenant, x.person_id, x.role });
                });

            migrationBuilder.CreateTable(
                name: "role_proposal",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<int>(type: "integer", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_role_proposal", x => new { x.tenant, x.person_id, x.role });
                });

            migrationBuilder.CreateTable(
                name: "seal",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    from_seq = table.Column<long>(type: "bigint", nullable: false),
                    to_seq = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    root = table.Column<string>(type: "text", nullable: false),
                    previous = table.Column<string>(type: "text", nullable: false),
                    hash = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_seal", x => new { x.tenant, x.number });
                });

            migrationBuilder.CreateTable(
                name: "stored_file",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    hash = table.Column<string>(type: "text", nullable: false),
                    organ_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    media_type = table.Column<string>(type: "text", nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    kept_at = table.Column<long>(type: "bigint", nullable: false),
                    kept_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stored_file", x => new { x.tenant, x.hash, x.organ_id });
                });

            migrationBuilder.CreateTable(
                name: "supervision_notice",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    issuer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organ_id = table.Column<Guid>(type: "uuid", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    issued_on = table.Column<DateOnly>(type: "date", nullable: false),
                    issued_by = table.Column<Guid>(type: "uuid", nullable: true),
                    reply_by = table.Column<DateOnly>(type: "date", nullable: false),
                    demand = table.Column<string>(type: "text", nullable: false),
                    items = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    replied_on = table.Column<DateOnly>(type: "date", nullable: true),
                    reply = table.Column<string>(type: "text", nullable: true),
                    reply_files = table.Column<string>(type: "text", nullable: true),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_supervision_notice", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "supervision_reading",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    notice_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_supervision_reading", x => new { x.tenant, x.notice_id, x.person_id });
                });

            migrationBuilder.CreateTable(
                name: "trail_entry",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    seq = table.Column<long>(type: "bigint", nullable: false),
                    stream = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    legal_date = table.Column<DateOnly>(type: "date", nullable: false),
                    actor = table.Column<Guid>(type: "uuid", nullable: true),
                    acts_for = table.Column<Guid>(type: "uuid", nullable: true),
                    organ = table.Column<Guid>(type: "uuid", nullable: true),
                    command_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    hash = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trail_entry", x => new { x.tenant, x.seq });
                });

            migrationBuilder.CreateTable(
                name: "zero_report",
                columns: table => new
                {
                    tenant = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    ledger = table.Column<string>(type: "text", nullable: false),
                    organ_id = table.Column<Guid>(type: "uuid", nullable: false),
                    period_from = table.Column<DateOnly>(type: "date", nullable: false),
                    period_to = table.Column<DateOnly>(type: "date", nullable: false),
                    recorded_at = table.Column<long>(type: "bigint", nullable: false),
                    recorded_by = table.Column<Guid>(type: "uuid", nullable: true),
                    is_superseded = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_zero_report", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "account_user_claims",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    claim_type = table.Column<string>(type: "text", nullable: true),
                    claim_value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account_user_claims", x => x.id);
                    table.ForeignKey(
                        name: "FK_account_user_claims_account_users_user_id",
                        column: x => x.user_id,
                        principalTable: "account_users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "account_user_logins",
                columns: table => new
                {
                    login_provider = table.Column<string>(type: "text", nullable: false),
                    provider_key = table.Column<string>(type: "text", nullable: false),
                    provider_display_name = table.Column<string>(type: "text", nullable: true),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account_user_logins", x => new { x.login_provider, x.provider_key });
                    table.ForeignKey(
                        name: "FK_account_user_logins_account_users_user_id",
                        column: x => x.user_id,
                        principalTable: "account_users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "account_user_tokens",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    login_provider = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account_user_tokens", x => new { x.user_id, x.login_provider, x.name });
                    table.ForeignKey(
                        name: "FK_account_user_tokens_account_users_user_id",
                        column: x => x.user_id,
                        principalTable: "account_users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_account_user_claims_user_id",
                table: "account_user_claims",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "IX_account_user_logins_user_id",
                table: "account_user_logins",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "IX_account_users_normalized_email",
                table: "account_users",
                column: "normalized_email");

            migrationBuilder.CreateIndex(
                name: "IX_account_users_normalized_user_name",
                table: "account_users",
                column: "normalized_user_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_account_users_tenant_person_id",
                table: "account_users",
                columns: new[] { "tenant", "person_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_contribution_line_tenant_figure_day_organ_id",
                table: "contribution_line",
                columns: new[] { "tenant", "figure", "day", "organ_id" });

            migrationBuilder.CreateIndex(
                name: "IX_contribution_line_tenant_subject",
                table: "contribution_line",
                columns: new[] { "tenant", "subject" });

            migrationBuilder.CreateIndex(
                name: "IX_delegation_tenant_deputy_id",
                table: "delegation",
                columns: new[] { "tenant", "deputy_id" });

            migrationBuilder.CreateIndex(
                name: "IX_delegation_tenant_principal_id",
                table: "delegation",
                columns: new[] { "tenant", "principal_id" });

            migrationBuilder.CreateIndex(
                name: "IX_figure_period_tenant_from_to",
                table: "figure_period",
                columns: new[] { "tenant", "from", "to" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_inbox_item_tenant_key",
                table: "inbox_item",
                columns: new[] { "tenant", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_inbox_item_tenant_organ_id_settled_at_id",
                table: "inbox_item",
                columns: new[] { "tenant", "organ_id", "settled_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_inbox_item_tenant_person_id_settled_at_id",
                table: "inbox_item",
                columns: new[] { "tenant", "person_id", "settled_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_leader_field_tenant_organ_id",
                table: "leader_field",
                columns: new[] { "tenant", "organ_id" });

            migrationBuilder.CreateIndex(
                name: "IX_ledger_line_tenant_ledger_key_hash",
                table: "ledger_line",
                columns: new[] { "tenant", "ledger", "key_hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ledger_line_tenant_ledger_near_hash",
                table: "ledger_line",
                columns: new[] { "tenant", "ledger", "near_hash" });

            migrationBuilder.CreateIndex(
                name: "IX_ledger_line_tenant_ledger_occurred_on_seq",
                table: "ledger_line",
                columns: new[] { "tenant", "ledger", "occurred_on", "seq" });

            migrationBuilder.CreateIndex(
                name: "IX_ledger_line_tenant_ledger_source_name_source_key",
                table: "ledger_line",
                columns: new[] { "tenant", "ledger", "source_name", "source_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ledger_line_tenant_organ_id_ledger_occurred_on_seq",
                table: "ledger_line",
                columns: new[] { "tenant", "organ_id", "ledger", "occurred_on", "seq" });

            migrationBuilder.CreateIndex(
                name: "IX_organ_tenant_changed",
                table: "organ",
                columns: new[] { "tenant", "changed" });

            migrationBuilder.CreateIndex(
                name: "IX_organ_tenant_key",
                table: "organ",
                columns: new[] { "tenant", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_organ_tenant_parent_id",
                table: "organ",
                columns: new[] { "tenant", "parent_id" });

            migrationBuilder.CreateIndex(
                name: "IX_organ_link_tenant_from_id",
                table: "organ_link",
                columns: new[] { "tenant", "from_id" });

            migrationBuilder.CreateIndex(
                name: "IX_organ_link_tenant_to_id",
                table: "organ_link",
                columns: new[] { "tenant", "to_id" });

            migrationBuilder.CreateIndex(
                name: "IX_organ_name_tenant_name",
                table: "organ_name",
                columns: new[] { "tenant", "name" });

            migrationBuilder.CreateIndex(
                name: "IX_person_tenant_changed",
                table: "person",
                columns: new[] { "tenant", "changed" });

            migrationBuilder.CreateIndex(
                name: "IX_person_tenant_login",
                table: "person",
                columns: new[] { "tenant", "login" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_person_tenant_organ_id",
                table: "person",
                columns: new[] { "tenant", "organ_id" });

            migrationBuilder.CreateIndex(
                name: "IX_plan_assignment_tenant_organ_id_is_open_next_due_item_id",
                table: "plan_assignment",
                columns: new[] { "tenant", "organ_id", "is_open", "next_due", "item_id" });

            migrationBuilder.CreateIndex(
                name: "IX_plan_assignment_tenant_person_id_is_open",
                table: "plan_assignment",
                columns: new[] { "tenant", "person_id", "is_open" });

            migrationBuilder.CreateIndex(
                name: "IX_plan_item_tenant_is_open_next_due_id",
                table: "plan_item",
                columns: new[] { "tenant", "is_open", "next_due", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_plan_item_tenant_plan_id_ordinal",
                table: "plan_item",
                columns: new[] { "tenant", "plan_id", "ordinal" });

            migrationBuilder.CreateIndex(
                name: "IX_progress_report_tenant_item_id_id",
                table: "progress_report",
                columns: new[] { "tenant", "item_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_progress_report_tenant_status_id",
                table: "progress_report",
                columns: new[] { "tenant", "status", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_rectification_item_tenant_organ_id_state_due_on",
                table: "rectification_item",
                columns: new[] { "tenant", "organ_id", "state", "due_on" });

            migrationBuilder.CreateIndex(
                name: "IX_rectification_item_tenant_source_programme_number",
                table: "rectification_item",
                columns: new[] { "tenant", "source", "programme", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_report_tenant_organ_id_year",
                table: "report",
                columns: new[] { "tenant", "organ_id", "year" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_report_section_tenant_organ_id",
                table: "report_section",
                columns: new[] { "tenant", "organ_id" });

            migrationBuilder.CreateIndex(
                name: "IX_report_section_tenant_report_id_order",
                table: "report_section",
                columns: new[] { "tenant", "report_id", "order" });

            migrationBuilder.CreateIndex(
                name: "IX_supervision_notice_tenant_issuer_id_year_number",
                table: "supervision_notice",
                columns: new[] { "tenant", "issuer_id", "year", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_supervision_notice_tenant_organ_id_id",
                table: "supervision_notice",
                columns: new[] { "tenant", "organ_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_trail_entry_tenant_command_id",
                table: "trail_entry",
                columns: new[] { "tenant", "command_id" });

            migrationBuilder.CreateIndex(
                name: "IX_trail_entry_tenant_kind_seq",
                table: "trail_entry",
                columns: new[] { "tenant", "kind", "seq" });

            migrationBuilder.CreateIndex(
                name: "IX_trail_entry_tenant_stream_number",
                table: "trail_entry",
                columns: new[] { "tenant", "stream", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_zero_report_tenant_ledger_organ_id_period_from",
                table: "zero_report",
                columns: new[] { "tenant", "ledger", "organ_id", "period_from" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "account_user_claims");

            migrationBuilder.DropTable(
                name: "account_user_logins");

            migrationBuilder.DropTable(
                name: "account_user_tokens");

            migrationBuilder.DropTable(
                name: "command_record");

            migrationBuilder.DropTable(
                name: "contribution_line");

            migrationBuilder.DropTable(
                name: "delegation");

            migrationBuilder.DropTable(
                name: "figure_period");

            migrationBuilder.DropTable(
                name: "figure_sum");

            migrationBuilder.DropTable(
                name: "form_draft");

            migrationBuilder.DropTable(
                name: "frozen_figure");

            migrationBuilder.DropTable(
                name: "inbox_item");

            migrationBuilder.DropTable(
                name: "inbox_seen");

            migrationBuilder.DropTable(
                name: "leader_field");

            migrationBuilder.DropTable(
                name: "ledger_import");

            migrationBuilder.DropTable(
                name: "ledger_line");

            migrationBuilder.DropTable(
                name: "organ");

            migrationBuilder.DropTable(
                name: "organ_link");

            migrationBuilder.DropTable(
                name: "organ_name");

            migrationBuilder.DropTable(
                name: "person");

            migrationBuilder.DropTable(
                name: "plan");

            migrationBuilder.DropTable(
                name: "plan_assignment");

            migrationBuilder.DropTable(
                name: "plan_item");

            migrationBuilder.DropTable(
                name: "plan_reminder");

            migrationBuilder.DropTable(
                name: "plan_text");

            migrationBuilder.DropTable(
                name: "progress_report");

            migrationBuilder.DropTable(
                name: "rectification_item");

            migrationBuilder.DropTable(
                name: "report");

            migrationBuilder.DropTable(
                name: "report_duty_record");

            migrationBuilder.DropTable(
                name: "report_section");

            migrationBuilder.DropTable(
                name: "role_grant");

            migrationBuilder.DropTable(
                name: "role_proposal");

            migrationBuilder.DropTable(
                name: "seal");

            migrationBuilder.DropTable(
                name: "stored_file");

            migrationBuilder.DropTable(
                name: "supervision_notice");

            migrationBuilder.DropTable(
                name: "supervision_reading");

            migrationBuilder.DropTable(
                name: "trail_entry");

            migrationBuilder.DropTable(
                name: "zero_report");

            migrationBuilder.DropTable(
                name: "account_users");
        }
    }
}
