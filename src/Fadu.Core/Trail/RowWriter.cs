using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Fadu.Core.Trail;

/// <summary>Writes many rows of one shape. A store whose connections take no batches of commands adds one to its context, among the interceptors.</summary>
public interface IRowWriter : IInterceptor
{
    /// <summary>Makes a statement ready. Its parameters are filled in the order in which they stand in it.</summary>
    IRowStatement Prepare(DbConnection connection, string statement);

    /// <summary>Says that the transaction under way will write very many rows.</summary>
    void ExpectMany(DbConnection connection);
}

/// <summary>A statement that is run once for each row.</summary>
public interface IRowStatement : IDisposable
{
    /// <summary>Runs it, inside the transaction that is open.</summary>
    /// <param name="values">As the database keeps them.</param>
    /// <exception cref="DbException">The row breaks a rule of the database.</exception>
    void Run(ReadOnlySpan<object?> values);
}
