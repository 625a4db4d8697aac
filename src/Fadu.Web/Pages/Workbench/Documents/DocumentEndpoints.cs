using System.IO.Compression;
using System.Text;
using Fadu.Core;
using Fadu.Core.Documents;
using Fadu.Core.Files;
using Fadu.Core.Ledgers;
using Fadu.Core.Organs;
using Fadu.Core.People;
using Fadu.Core.Trail;
using Fadu.Web.Security;
using Fadu.Writing.Official;

namespace Fadu.Web.Pages.Workbench.Documents;

/// <summary>Documents as files: as signed, the receipt of their service, many at once. Only what the asking person may see.</summary>
internal sealed class DocumentEndpoints : IEndpoints
{
    private const string Word =
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    public void Map(WebApplication app)
    {
        // The bytes that were signed, not written again.
        app.MapGet(
                "/workbench/documents/{id:guid}/file",
                async (
                    Guid id,
                    string? proof,
                    CurrentUser user,
                    FaduDb db,
                    FileStore store,
                    CancellationToken cancellationToken
                ) =>
                {
                    var document = await DocumentQueries.Find(
                        db,
                        user.Scope,
                        id,
                        cancellationToken
                    );
                    var hash = proof ?? document?.FileHash;
                    return
                        hash is not null
                        && await DocumentQueries.FileName(
                            db,
                            user.Scope,
                            id,
                            hash,
                            cancellationToken
                        )
                            is { } name
                        && store.Has(hash)
                        ? Results.File(store.Open(hash), "application/octet-stream", name)
                        : Results.NotFound();
                }
            )
            .Needs(Capability.ViewMatters);
        app.MapGet(
                "/workbench/documents/{id:guid}/receipt",
                async (
                    Guid id,
                    CurrentUser user,
                    FaduDb db,
                    Directories directories,
                    CancellationToken cancellationToken
                ) =>
                {
                    if (
                        await DocumentQueries.Find(db, user.Scope, id, cancellationToken)
                        is not { Stage: DocumentStage.Issued or DocumentStage.Void } document
                    )
                    {
                        return Results.NotFound();
                    }
                    var organs = await LedgerOrgans.Of(
                        directories,
                        user.Scope.Tenant,
                        cancellationToken
                    );
                    return Results.File(
                        OfficialWriter.ToBytes(Receipt(document, organs)),
                        Word,
                        FileStore.CleanName($"送达回证 {document.NumberText ?? document.Name}.docx")
                    );
                }
            )
            .Needs(Capability.ViewMatters);
        app.MapGet("/workbench/documents/packed", Packed).Needs(Capability.ViewMatters);
    }

    private static async Task<IResult> Packed(
        Guid[] ids,
        string? form,
        CurrentUser user,
        FaduDb db,
        FileStore store,
        Directories directories,
        Committer committer,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (!user.Can(Capability.Export))
        {
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }
        var found = await DocumentQueries.Among(
            db,
            user.Scope,
            [.. ids.Distinct().Take(500)],
            cancellationToken
        );
        if (form is "merged" or "zip" or "receipts")
        {
            found = [.. found.Where(d => d.FileHash is not null && store.Has(d.FileHash))];
        }
        if (found.Count == 0)
        {
            return Results.NotFound();
        }
        // Noted before the first byte goes out.
        var noted = await committer.Commit(
            new NoteListExport("document-files", form ?? "", found.Count),
            user.Actor,
            cancellationToken
        );
        if (!noted.IsDone)
        {
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }
        var organs = await LedgerOrgans.Of(directories, user.Scope.Tenant, cancellationToken);
        var day = $"{time.Today():yyyyMMdd}";
        var output = new MemoryStream();
        switch (form)
        {
            case "zip":
                // As large as its files: from the disk, not from memory. Gone when it has been sent.
                var spool = new FileStream(
                    Path.GetTempFileName(),
                    new FileStreamOptions
                    {
                        Mode = FileMode.Create,
                        Access = FileAccess.ReadWrite,
                        Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
                    }
                );
                await Zip(found, store, spool, cancellationToken);
                spool.Position = 0;
                return Results.File(spool, "application/zip", $"文书{day}.zip");
            case "receipts":
                OfficialWriter.WriteMany([.. found.Select(d => Receipt(d, organs))], output);
                return Results.File(output.ToArray(), Word, $"送达回证{day}.docx");
            case "labels" or "envelopes-dl" or "envelopes-c5":
                EnvelopeWriter.Write(
                    form switch
                    {
                        "labels" => EnvelopeForm.Labels,
                        "envelopes-c5" => EnvelopeForm.C5,
                        _ => EnvelopeForm.Dl,
                    },
                    [
                        .. found.Select(d =>
                        {
                            var to = d.ReadBody().Recipient;
                            return new Envelope(
                                to.Name,
                                to.Address,
                                to.Postcode,
                                to.Phone,
                                organs.Get(d.OrganId)?.Name ?? "",
                                d.NumberText ?? d.Name
                            );
                        }),
                    ],
                    output
                );
                return Results.File(
                    output.ToArray(),
                    Word,
                    $"{(form == "labels" ? "标签" : "信封")}{day}.docx"
                );
            default:
                OfficialWriter.WriteMany(
                    [
                        .. found.Select(d =>
                        {
                            var body = d.ReadBody();
                            return DocumentText.Compose(
                                body.Text,
                                d.Name,
                                organs.NameOn(d.OrganId, d.IssuedOn),
                                body.Recipient.Name,
                                d.NumberText,
                                d.IssuedOn
                            );
                        }),
                    ],
                    output
                );
                return Results.File(output.ToArray(), Word, $"文书{day}.docx");
        }
    }

    private static OfficialDocument Receipt(MatterDocument document, LedgerOrgans organs)
    {
        var body = document.ReadBody();
        return ServiceReceipt.Of(
            document,
            body,
            organs.NameOn(document.OrganId, document.IssuedOn),
            body.Services.LastOrDefault(s => !s.Failed)
        );
    }

    private static async Task Zip(
        IReadOnlyList<MatterDocument> documents,
        FileStore store,
        Stream output,
        CancellationToken cancellationToken
    )
    {
        using var zip = new ZipArchive(
            output,
            ZipArchiveMode.Create,
            leaveOpen: true,
            Encoding.UTF8
        );
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var document in documents)
        {
            var name = document.ReadBody().FileName ?? $"{document.Name}.docx";
            var unique = name;
            for (var i = 2; !taken.Add(unique); i++)
            {
                unique = FormattableString.Invariant($"{name[..^5]}（{i}）.docx");
            }
            var entry = zip.CreateEntry(unique, CompressionLevel.NoCompression);
            await using var to = await entry.OpenAsync(cancellationToken);
            await using var from = store.Open(document.FileHash!);
            await from.CopyToAsync(to, cancellationToken);
        }
    }
}
