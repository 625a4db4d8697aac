using Fadu.Core.People;

namespace Fadu.Web.Security;

/// <summary>Who may open a page or endpoint. Each carries exactly one declaration; what has none is refused (fails closed) and fails the permission test.</summary>
public interface IAccessDeclaration
{
    /// <summary>Whether a person who is signed in may.</summary>
    bool Admits(Actor actor);

    /// <summary>Whether anybody may, without an account.</summary>
    bool AdmitsAnybody => false;

    /// <summary>What the person lacks, for the refusal.</summary>
    string Lacking { get; }
}

/// <summary>Needs one of the capabilities named.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class NeedsAttribute(params Capability[] anyOf) : Attribute, IAccessDeclaration
{
    public IReadOnlyList<Capability> AnyOf { get; } = anyOf;

    public bool Admits(Actor actor) => AnyOf.Any(actor.Can);

    public string Lacking => string.Join("”或“", AnyOf.Select(c => c.DisplayName()));
}

/// <summary>Needs an account, whatever its roles.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class SignedInAttribute : Attribute, IAccessDeclaration
{
    public bool Admits(Actor actor) => true;

    public string Lacking => "登录";
}

/// <summary>For anybody: the portal, signing in, static files, health.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class OpenToAllAttribute : Attribute, IAccessDeclaration
{
    public bool Admits(Actor actor) => true;

    public bool AdmitsAnybody => true;

    public string Lacking => "";
}

/// <summary>Puts a page into the side navigation, for those who may open it.</summary>
/// <param name="group">今天, 推进, 程序, 名录与台账, 数, 管理.</param>
/// <param name="order">Place inside the group.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NavAttribute(string group, string text, string href, int order) : Attribute
{
    public string Group { get; } = group;
    public string Text { get; } = text;
    public string Href { get; } = href;
    public int Order { get; } = order;

    /// <summary>Addresses of further pages that belong to the entry although theirs do not begin with its own.</summary>
    public string[] Also { get; init; } = [];
}

/// <summary>A number beside an entry of the navigation, such as unread notices.</summary>
public interface INavCount
{
    /// <summary>The entry's address.</summary>
    string Href { get; }

    /// <summary>The number for this person; 0 shows nothing.</summary>
    Task<int> Count(CurrentUser user, CancellationToken cancellationToken);
}

/// <summary>Declares access on endpoints that are not pages.</summary>
public static class AccessExtensions
{
    /// <summary>Needs one of the capabilities.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder builder, params Capability[] anyOf)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new NeedsAttribute(anyOf));

    /// <summary>Open to anybody.</summary>
    public static TBuilder OpenToAll<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new OpenToAllAttribute());

    /// <summary>Needs an account.</summary>
    public static TBuilder SignedIn<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new SignedInAttribute());
}
