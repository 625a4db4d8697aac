using System.Net;
using System.Net.Mail;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Fadu.Core.Inbox;

/// <summary>Where notices go besides the inbox. Nothing is set: they go nowhere else.</summary>
public sealed record NoticeHooks
{
    /// <summary>Receives each notice as a JSON POST: the county's own message platform.</summary>
    public Uri? Webhook { get; init; }

    /// <summary>Signs the body: <c>X-Fadu-Signature: sha256=…</c> (HMAC), so that the receiver knows whose it is.</summary>
    public string? Secret { get; init; }

    /// <summary>Mail server, as <c>host</c> or <c>host:port</c>.</summary>
    public string? Smtp { get; init; }

    /// <summary>The sender's address.</summary>
    public string? From { get; init; }

    /// <summary>A person's address is the sign-in name at this domain.</summary>
    public string? MailDomain { get; init; }

    public string? User { get; init; }
    public string? Password { get; init; }

    /// <summary>The address of this Fadu, for the links.</summary>
    public Uri Site { get; init; } = new("http://localhost:5080/");

    /// <summary>Whether anything is to be sent.</summary>
    public bool IsOn => Webhook is not null || Smtp is not null;

    /// <summary>Reads the settings <c>Notify:…</c> and says what is missing.</summary>
    public static NoticeHooks Read(Func<string, string?> setting)
    {
        var smtp = Text("Smtp");
        if (smtp is not null && (Text("From") is null || Text("MailDomain") is null))
        {
            throw new InvalidOperationException(
                "设置了 Notify:Smtp，还要设置 Notify:From（发件地址）和 Notify:MailDomain（收件地址的域名，登录名加域名即为收件地址）。"
            );
        }
        return new NoticeHooks
        {
            Webhook = Address("Webhook"),
            Secret = Text("Secret"),
            Smtp = smtp,
            From = Text("From"),
            MailDomain = Text("MailDomain"),
            User = Text("User"),
            Password = Text("Password"),
            Site = Address("Site") ?? new Uri("http://localhost:5080/"),
        };

        string? Text(string name) =>
            setting("Notify:" + name) is { Length: > 0 } text ? text.Trim() : null;

        Uri? Address(string name) =>
            Text(name) is not { } text ? null
            : Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
                ? uri
            : throw new InvalidOperationException($"设置 Notify:{name} 写作“{text}”，不是网址。");
    }
}

/// <summary>That a notice went out by a channel, or when it is tried again.</summary>
[OutsideTrail(
    "the notice is in the trail; whether a copy reached another machine is that machine's business"
)]
public sealed class NoticeDelivery
{
    /// <summary>Stands for the moment from which a channel is in use: older notices are not sent.</summary>
    public static readonly Guid Start = Guid.Empty;

    public int Tenant { get; init; }
    public Guid ItemId { get; init; }
    public required string Channel { get; init; }
    public int Attempts { get; set; }
    public DateTimeOffset NextAt { get; set; }
    public DateTimeOffset? SentAt { get; set; }
    public string? LastError { get; set; }
}

internal sealed class NoticeDeliveryConfiguration : IEntityTypeConfiguration<NoticeDelivery>
{
    public void Configure(EntityTypeBuilder<NoticeDelivery> entity)
    {
        entity.HasKey(d => new
        {
            d.Tenant,
            d.Channel,
            d.ItemId,
        });
        entity.HasIndex(d => new
        {
            d.Tenant,
            d.Channel,
            d.SentAt,
            d.NextAt,
        });
    }
}

/// <summary>
/// Sends copies of inbox notices by mail and to a webhook, after they were committed and never in the way of a command. A copy that fails is tried again, later each time, for about a day; what was settled
/// meanwhile is not sent. A copy holds no more than the line of the inbox and the link.
/// </summary>
public sealed class NoticeSender(
    IDbContextFactory<FaduDb> databases,
    Directories directories,
    NoticeHooks hooks,
    TimeProvider time,
    ILogger<NoticeSender> log
) : BackgroundService
{
    private const int MaxAttempts = 10;
    private const int Page = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly HttpClient Http = new(
        new SocketsHttpHandler { AllowAutoRedirect = false }
    )
    {
        Timeout = Patience,
    };

    /// <summary>Sends what waits at this moment; says how many copies went out.</summary>
    public async Task<int> SendWhatWaits(CancellationToken cancellationToken = default)
    {
        var sent = 0;
        if (hooks.Webhook is not null)
        {
            sent += await SendBy("webhook", Post, cancellationToken).ConfigureAwait(false);
        }
        if (hooks.Smtp is not null)
        {
            sent += await SendBy("mail", Mail, cancellationToken).ConfigureAwait(false);
        }
        return sent;
    }

    private async Task<int> SendBy(
        string channel,
        Func<InboxItem, IReadOnlyList<Person>, CancellationToken, Task> send,
        CancellationToken cancellationToken
    )
    {
        await using var db = await databases
            .CreateDbContextAsync(cancellationToken)
            .ConfigureAwait(false);
        var now = time.GetUtcNow();
        var sent = 0;
        foreach (
            var tenant in await db.Set<Organ>()
                .Select(o => o.Tenant)
                .Distinct()
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false)
        )
        {
            var since = await Since(db, tenant, channel, now, cancellationToken)
                .ConfigureAwait(false);
            var waiting = await db.Set<InboxItem>()
                .AsNoTracking()
                .Where(i => i.Tenant == tenant && i.SettledAt == null && i.At > since)
                .Where(i =>
                    !db.Set<NoticeDelivery>()
                        .Any(d =>
                            d.Tenant == tenant
                            && d.Channel == channel
                            && d.ItemId == i.Id
                            && (d.SentAt != null || d.NextAt > now || d.Attempts >= MaxAttempts)
                        )
                )
                .OrderBy(i => i.Id)
                .Take(Page)
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false);
            foreach (var item in waiting)
            {
                if (
                    await Claim(db, item, channel, now, cancellationToken).ConfigureAwait(false)
                    is not { } delivery
                )
                {
                    continue;
                }
                try
                {
                    await send(
                            item,
                            await ReadersOf(item, cancellationToken).ConfigureAwait(false),
                            cancellationToken
                        )
                        .ConfigureAwait(false);
                    delivery.SentAt = time.GetUtcNow();
                    delivery.LastError = null;
                    sent++;
                }
                catch (Exception e)
                    when (e
                            is HttpRequestException
                                or SmtpException
                                or IOException
                                or OperationCanceledException
                                or InvalidOperationException
                    )
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    delivery.LastError = e.Message.Length <= 300 ? e.Message : e.Message[..300];
                    log.LogWarning(
                        "提醒没有发出（{Channel}，第 {Attempts} 次）：{Message}",
                        channel,
                        delivery.Attempts,
                        delivery.LastError
                    );
                }
                await db.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        return sent;
    }

    // Only what comes after a channel was set up: nobody wants the notices of three years at once.
    private static async Task<DateTimeOffset> Since(
        FaduDb db,
        int tenant,
        string channel,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var start = await db.Set<NoticeDelivery>()
            .FirstOrDefaultAsync(
                d => d.Tenant == tenant && d.Channel == channel && d.ItemId == NoticeDelivery.Start,
                cancellationToken
            )
            .ConfigureAwait(false);
        if (start is null)
        {
            start = new NoticeDelivery
            {
                Tenant = tenant,
                Channel = channel,
                ItemId = NoticeDelivery.Start,
                NextAt = now,
                SentAt = now,
            };
            db.Add(start);
            await db.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        }
        return start.SentAt!.Value;
    }

    // Whoever takes an attempt first makes it: two processes do not send one copy twice. A process that dies in the middle leaves it to the next attempt.
    private static async Task<NoticeDelivery?> Claim(
        FaduDb db,
        InboxItem item,
        string channel,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var known = await db.Set<NoticeDelivery>()
            .AsTracking()
            .FirstOrDefaultAsync(
                d => d.Tenant == item.Tenant && d.Channel == channel && d.ItemId == item.Id,
                cancellationToken
            )
            .ConfigureAwait(false);
        var attempts = known?.Attempts ?? 0;
        var next = now + TimeSpan.FromMinutes(Math.Pow(2, attempts));
        if (known is null)
        {
            known = new NoticeDelivery
            {
                Tenant = item.Tenant,
                Channel = channel,
                ItemId = item.Id,
                Attempts = 1,
                NextAt = next,
            };
            db.Add(known);
            try
            {
                await db.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
                return known;
            }
            catch (DbUpdateException)
            {
                db.Entry(known).State = EntityState.Detached;
                return null;
            }
        }
        var taken = await db.Set<NoticeDelivery>()
            .Where(d =>
                d.Tenant == item.Tenant
                && d.Channel == channel
                && d.ItemId == item.Id
                && d.Attempts == attempts
                && d.SentAt == null
            )
            .ExecuteUpdateAsync(
                s => s.SetProperty(d => d.Attempts, attempts + 1).SetProperty(d => d.NextAt, next),
                cancellationToken
            )
            .ConfigureAwait(false);
        if (taken != 1)
        {
            return null;
        }
        await db.Entry(known).ReloadAsync(cancellationToken).ConfigureAwait(false);
        return known;
    }

    /// <summary>Those whose inbox shows it and who sign in.</summary>
    private async Task<IReadOnlyList<Person>> ReadersOf(
        InboxItem item,
        CancellationToken cancellationToken
    )
    {
        var people = await directories.People(item.Tenant, cancellationToken).ConfigureAwait(false);
        return
        [
            .. people.All.Where(p =>
                p.Login is not null
                && p.MaySignIn
                && p.IsInOffice(people.Today)
                && (
                    item.PersonId is { } one
                        ? p.Id == one
                        : p.OrganId == item.OrganId
                            && (
                                item.ForThoseWho is not { } what
                                || people.RolesOf(p.Id).Any(r => r.May(what))
                            )
                )
            ),
        ];
    }

    private async Task Post(
        InboxItem item,
        IReadOnlyList<Person> readers,
        CancellationToken cancellationToken
    )
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                id = item.Id,
                subject = item.Subject,
                due = item.Due,
                link = new Uri(hooks.Site, item.Href),
                people = readers.Select(p => new { login = p.Login, name = p.Name }),
            },
            EventRegistry.Json
        );
        using var request = new HttpRequestMessage(HttpMethod.Post, hooks.Webhook)
        {
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = new("application/json") { CharSet = "utf-8" };
        if (hooks.Secret is { } secret)
        {
            request.Headers.Add(
                "X-Fadu-Signature",
                "sha256="
                    + Convert.ToHexStringLower(
                        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body)
                    )
            );
        }
        using var answer = await Http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        answer.EnsureSuccessStatusCode();
    }

    private async Task Mail(
        InboxItem item,
        IReadOnlyList<Person> readers,
        CancellationToken cancellationToken
    )
    {
        if (readers.Count == 0)
        {
            return;
        }
        var (host, port) =
            hooks.Smtp!.Split(':') is [var h, var p] && int.TryParse(p, out var n)
                ? (h, n)
                : (hooks.Smtp, 25);
        using var client = new SmtpClient(host, port) { EnableSsl = port is 465 or 587 };
        if (hooks.User is { } user)
        {
            client.Credentials = new NetworkCredential(user, hooks.Password);
        }
        // The client's own limit does not hold for asynchronous sending.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        foreach (var reader in readers)
        {
            using var message = new MailMessage(hooks.From!, $"{reader.Login}@{hooks.MailDomain}")
            {
                // A line break in a subject would be a header of somebody else's making.
                Subject = item.Subject.ReplaceLineEndings(" "),
                Body =
                    $"{reader.Name}：\n\n{item.Subject}{(item.Due is { } due ? $"（期限 {due:yyyy-MM-dd}）" : "")}\n\n{new Uri(hooks.Site, item.Href)}\n\n这封邮件由法度自动发出，请到系统里办理，不要回复。",
                SubjectEncoding = Encoding.UTF8,
                BodyEncoding = Encoding.UTF8,
            };
            await client.SendMailAsync(message, limit.Token).ConfigureAwait(false);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (hooks.IsOn)
            {
                try
                {
                    await SendWhatWaits(stoppingToken).ConfigureAwait(false);
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    log.LogError(e, "提醒的副本没有发成，一分钟后再试");
                }
                await Task.Delay(TimeSpan.FromMinutes(1), time, stoppingToken)
                    .ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What waits is sent after the next start.
        }
    }
}

internal sealed class NoticeSetup : ISetup
{
    public void Add(IServiceCollection services)
    {
        services.TryAddSingleton(new NoticeHooks());
        services.AddSingleton<NoticeSender>();
        services.AddHostedService(p => p.GetRequiredService<NoticeSender>());
    }
}
