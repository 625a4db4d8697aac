using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Fadu.Core.Inbox;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fadu.Core.Tests.Inbox;

/// <summary>Copies of notices by webhook and mail: off unless set, sent after the commit, once, and again when the other side was away.</summary>
public sealed class NoticeSenderTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Webhook_GetsEachNewNoticeOnce_Signed_AndAgainAfterItWasAway(Engine engine)
    {
        using var receiver = new Receiver();
        await using var county = await Found(
            engine,
            new NoticeHooks
            {
                Webhook = receiver.Address,
                Secret = "云岭",
                Site = new Uri("https://fadu.yunling.example/"),
            }
        );
        var sender = county.Services.GetRequiredService<NoticeSender>();
        await Tell(county, "switched on later than this");
        Assert.Equal(0, await sender.SendWhatWaits());

        county.Time.Advance(TimeSpan.FromMinutes(1));
        await Tell(county, "请报送季度小结");
        receiver.Answer = HttpStatusCode.ServiceUnavailable;
        Assert.Equal(0, await sender.SendWhatWaits());
        receiver.Answer = HttpStatusCode.OK;
        // Not hammered: the next attempt waits its minutes.
        Assert.Equal(0, await sender.SendWhatWaits());
        county.Time.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(1, await sender.SendWhatWaits());
        Assert.Equal(0, await sender.SendWhatWaits());

        var (body, signature) = receiver.Got[^1];
        Assert.Equal(2, receiver.Got.Count);
        Assert.Equal(
            "sha256="
                + Convert.ToHexStringLower(
                    HMACSHA256.HashData(Encoding.UTF8.GetBytes("云岭"), body)
                ),
            signature
        );
        using var json = JsonDocument.Parse(body);
        Assert.Equal("请报送季度小结", json.RootElement.GetProperty("subject").GetString());
        Assert.Equal(
            "https://fadu.yunling.example/workbench",
            json.RootElement.GetProperty("link").GetString()
        );
        // The text of the notice stays inside.
        Assert.DoesNotContain("内部说明", Encoding.UTF8.GetString(body), StringComparison.Ordinal);
        await using var db = county.Read();
        Assert.Single(
            await db.Set<NoticeDelivery>()
                .Where(d => d.ItemId != NoticeDelivery.Start)
                .ToListAsync()
        );
    }

    [Fact]
    public async Task Mail_GoesToTheSignInNameAtTheDomain()
    {
        using var server = new MailServer();
        await using var county = await Found(
            Engine.Sqlite,
            new NoticeHooks
            {
                Smtp = $"127.0.0.1:{server.Port}",
                From = "fadu@yunling.example",
                MailDomain = "yunling.example",
            }
        );
        var added = await county.Do(
            new AddPerson("孙青", county.Finance, null, null, [Role.Handler]),
            Actor.System()
        );
        await county.Do(new OpenAccount(Guid.Parse(added.Value!), "sunqing"), Actor.System());
        var sender = county.Services.GetRequiredService<NoticeSender>();
        Assert.Equal(0, await sender.SendWhatWaits());
        county.Time.Advance(TimeSpan.FromMinutes(1));
        await Tell(county, "请报送季度小结");
        Assert.Equal(1, await sender.SendWhatWaits());
        Assert.Contains("RCPT TO:<sunqing@yunling.example>", server.Heard);
        Assert.Contains("MAIL FROM:<fadu@yunling.example>", server.Heard);
    }

    [Fact]
    public async Task NothingSet_NothingIsSent()
    {
        await using var county = await Found(Engine.Sqlite, null);
        await Tell(county, "请报送季度小结");
        Assert.Equal(0, await county.Services.GetRequiredService<NoticeSender>().SendWhatWaits());
        await using var db = county.Read();
        Assert.Empty(await db.Set<NoticeDelivery>().ToListAsync());
        Assert.False(NoticeHooks.Read(_ => null).IsOn);
    }

    [Fact]
    public void Settings_ThatLackSomething_SayWhat()
    {
        Assert.Contains(
            "Notify:From",
            Assert
                .Throws<InvalidOperationException>(() =>
                    NoticeHooks.Read(n => n == "Notify:Smtp" ? "mail" : null)
                )
                .Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "不是网址",
            Assert
                .Throws<InvalidOperationException>(() =>
                    NoticeHooks.Read(n => n == "Notify:Webhook" ? "消息平台" : null)
                )
                .Message,
            StringComparison.Ordinal
        );
    }

    private static async Task Tell(County county, string subject) =>
        await county.Do(new TellOrgan(county.Finance, subject), Actor.System());

    private static Task<County> Found(Engine engine, NoticeHooks? hooks) =>
        County.Found(
            engine,
            s =>
            {
                s.AddScoped<IHandler<TellOrgan>, TellOrganHandler>();
                if (hooks is not null)
                {
                    s.AddSingleton(hooks);
                }
            }
        );

    private sealed record TellOrgan(Guid Organ, string Subject) : Command;

    private sealed class TellOrganHandler : IHandler<TellOrgan>
    {
        public async ValueTask<string?> Handle(
            TellOrgan command,
            Work work,
            CancellationToken cancellationToken
        )
        {
            await work.Notify(
                new Notice(
                    $"test:{command.CommandId}",
                    command.Organ,
                    command.Subject,
                    "内部说明",
                    "/workbench"
                )
            );
            return null;
        }
    }

    /// <summary>Takes what is posted and answers as it is told.</summary>
    private sealed class Receiver : IDisposable
    {
        private readonly HttpListener listener = new();

        public Receiver()
        {
            using (var probe = new TcpListener(IPAddress.Loopback, 0))
            {
                probe.Start();
                Address = new Uri(
                    $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/hook/"
                );
            }
            listener.Prefixes.Add(Address.ToString());
            listener.Start();
            _ = Listen();
        }

        public Uri Address { get; }

        public HttpStatusCode Answer { get; set; } = HttpStatusCode.OK;

        public List<(byte[] Body, string? Signature)> Got { get; } = [];

        public void Dispose() => listener.Close();

        private async Task Listen()
        {
            while (listener.IsListening)
            {
                HttpListenerContext context;
                try
                {
                    context = await listener.GetContextAsync();
                }
                catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
                {
                    return;
                }
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                Got.Add((body.ToArray(), context.Request.Headers["X-Fadu-Signature"]));
                context.Response.StatusCode = (int)Answer;
                context.Response.Close();
            }
        }
    }

    /// <summary>Speaks as much SMTP as a few messages need.</summary>
    private sealed class MailServer : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);

        public MailServer()
        {
            listener.Start();
            Port = ((IPEndPoint)listener.LocalEndpoint).Port;
            _ = Listen();
        }

        public int Port { get; }

        public ConcurrentQueue<string> Heard { get; } = new();

        public void Dispose() => listener.Dispose();

        private async Task Listen()
        {
            while (true)
            {
                TcpClient client;
                try
                {
                    client = await listener.AcceptTcpClientAsync();
                }
                catch (Exception e) when (e is SocketException or ObjectDisposedException)
                {
                    return;
                }
                _ = Talk(client);
            }
        }

        private async Task Talk(TcpClient client)
        {
            using var _ = client;
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.UTF8);
            await using var writer = new StreamWriter(stream, new UTF8Encoding(false))
            {
                AutoFlush = true,
                NewLine = "\r\n",
            };
            var isData = false;
            await writer.WriteLineAsync("220 yunling.example");
            while (await reader.ReadLineAsync() is { } line)
            {
                Heard.Enqueue(line);
                if (isData && line != ".")
                {
                    continue;
                }
                isData = line.StartsWith("DATA", StringComparison.OrdinalIgnoreCase);
                await writer.WriteLineAsync(isData ? "354 go on" : "250 ok");
            }
        }
    }
}
