namespace Fadu.Core;

/// <summary>
/// Says which of the 192 systems that the founding documents name (src/Fadu.Modules/systems.tsv) a declaration carries. Registers and ledgers say it in their own declaration;
/// this is for procedures and for what the house itself does.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class CarriesAttribute(params string[] systems) : Attribute
{
    /// <summary>Such as S001.</summary>
    public IReadOnlyList<string> Systems { get; } = systems;
}
