using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Fadu.Testing;

/// <summary>
/// A throw-away PostgreSQL of this test run: <c>./fadu test</c> starts one and names it in FADU_TEST_POSTGRES; a run without it starts its own
/// from Debian's package and stops it at the end.
/// </summary>
public static class PostgresServer
{
    /// <summary>
    /// Whether a commit waits for the disk, as in a county. Tests need not; what measures must. (Commits that do not even wait for the log keep VACUUM from seeing that rows are visible to all, and every
    /// search reads the table: so that stays on.)
    /// </summary>
    public static bool IsDurable { get; set; }

    private static readonly Lazy<string?> Server = new(Start);

    /// <summary>Whether there is a server to test on.</summary>
    public static bool IsThere => Server.Value is not null;

    /// <summary>Makes an empty database, or a copy of another, and gives its connection string.</summary>
    public static string NewDatabase(string? template = null)
    {
        var name = $"t{Guid.NewGuid():N}";
        using var connection = new NpgsqlConnection(Server.Value);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = template is null
            ? $"CREATE DATABASE {name}"
            : $"CREATE DATABASE {name} TEMPLATE {template}";
        command.ExecuteNonQuery();
        return new NpgsqlConnectionStringBuilder(Server.Value)
        {
            Database = name,
            MaxPoolSize = 20,
            // A run makes many hundred databases, each with connections of its own: what a finished test leaves open is soon given back.
            ConnectionIdleLifetime = 4,
            ConnectionPruningInterval = 2,
        }.ToString();
    }

    private static string? Start()
    {
        if (Environment.GetEnvironmentVariable("FADU_TEST_POSTGRES") is { Length: > 0 } given)
        {
            return given;
        }
        var bin = Directory.Exists("/usr/lib/postgresql")
            ? Directory
                .GetDirectories("/usr/lib/postgresql")
                .OrderDescending(StringComparer.Ordinal)
                .Select(d => Path.Combine(d, "bin"))
                .FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb")))
            : null;
        if (bin is null)
        {
            return null;
        }
        var folder = Path.Combine(Path.GetTempPath(), $"fadu-pg-{Guid.NewGuid():N}");
        Directory.CreateDirectory(folder);
        int port;
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            port = ((IPEndPoint)probe.LocalEndpoint).Port;
        }
        // PostgreSQL refuses to run as root.
        var asUser = Environment.UserName == "root" ? "runuser -u postgres -- " : "";
        var give = asUser.Length > 0 ? $"chown postgres {folder} && " : "";
        Shell(
            $"{give}cd {folder} && {asUser}{bin}/initdb -D {folder}/d -U fadu --auth=trust --locale=C.UTF-8 -E UTF8 >{folder}/init.log 2>&1 || (cat {folder}/init.log; exit 1)"
        );
        Shell(
            $"cd {folder} && {asUser}{bin}/pg_ctl -D {folder}/d -w -l {folder}/d/log -o '-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder} -c max_connections=500 -c shared_buffers=128MB {(IsDurable ? "" : "-c fsync=off -c full_page_writes=off")}' start >/dev/null 2>&1"
        );
        // Left to itself: hundreds of databases take longer to delete than the runner waits for a process to end.
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
            Shell(
                $"setsid sh -c '{asUser}{bin}/pg_ctl -D {folder}/d -m immediate stop; rm -rf {folder}' >/dev/null 2>&1 </dev/null &"
            );
        return $"Host=127.0.0.1;Port={port};Username=fadu;Database=postgres;Timeout=30;Command Timeout=60";
    }

    private static void Shell(string script)
    {
        using var process = Process.Start(
            new ProcessStartInfo("/bin/sh", ["-c", script]) { RedirectStandardOutput = false }
        )!;
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(
                $"PostgreSQL for the tests did not start: {script}"
            );
        }
    }
}
