using Fadu.Law.Procedures;
using Microsoft.AspNetCore.Mvc.ViewEngines;

namespace Fadu.Web.Pages.Workbench.Matters;

/// <summary>
/// Where a module puts its own part of a matter's page. While a stage is open, and for the last stage when the matter has ended, the page shows the first of these views that exists, with the
/// <see cref="Core.Matters.MatterDetail"/> as its model: <c>/{area}/Slots/{procedure}.{stage}.cshtml</c>, then <c>/{area}/Slots/{stage}.cshtml</c>. The area is the folder in which
/// the facts of the procedure are declared; {procedure} is what follows the dot of its key.
/// </summary>
public static class MatterSlots
{
    /// <summary>The view of a stage, if there is one.</summary>
    public static string? Find(ICompositeViewEngine views, Procedure procedure, string stage)
    {
        ArgumentNullException.ThrowIfNull(views);
        ArgumentNullException.ThrowIfNull(procedure);
        var area = procedure.FactsType.Namespace?.Split('.')[^1];
        var kind = procedure.Key[(procedure.Key.IndexOf('.', StringComparison.Ordinal) + 1)..];
        return new[]
        {
            $"/{area}/Slots/{kind}.{stage}.cshtml",
            $"/{area}/Slots/{stage}.cshtml",
        }.FirstOrDefault(path => views.GetView(null, path, isMainPage: false).Success);
    }
}
