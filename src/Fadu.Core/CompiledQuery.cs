using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Fadu.Core;

/// <summary>A query that every command of a kind asks, compiled once a store. (A compiled query belongs to one model, and each engine has its own.)</summary>
internal sealed class CompiledQuery<TAsk>(Func<TAsk> compile)
    where TAsk : class
{
    private readonly ConditionalWeakTable<IModel, TAsk> made = [];

    /// <summary>The query for this database.</summary>
    public TAsk For(FaduDb db) => made.GetValue(db.Model, _ => compile());
}
