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
    /// <summary>Fills the parameter at a place, counted from 0, with a value as the database keeps it.</summary>
    void Set(int place, object? value);

    /// <inheritdoc cref="Set(int, object?)"/>
    void Set(int place, string? value);

    /// <inheritdoc cref="Set(int, object?)"/>
    void Set(int place, ReadOnlySpan<char> value);

    /// <inheritdoc cref="Set(int, object?)"/>
    void Set(int place, long value);

    /// <inheritdoc cref="Set(int, object?)"/>
    void Set(int place, Guid value);

    /// <inheritdoc cref="Set(int, object?)"/>
    void Set(int place, DateOnly value);

    /// <summary>Runs it with what is filled in, inside the transaction that is open.</summary>
    /// <exception cref="DbException">The row breaks a rule of the database.</exception>
    void Run();
}
