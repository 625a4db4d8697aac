using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Internal;
using Microsoft.EntityFrameworkCore.Storage;

namespace Fadu.Core.Trail;

/// <summary>How the value of a column comes from its row into a statement. Values are handed on as what they are: a sheet has millions of them, and each as an object would have to be collected again.</summary>
internal abstract class RowCell
{
    /// <summary>Whether the row has a value there.</summary>
    public abstract bool IsFilled(object row);

    /// <summary>Fills the parameter at a place.</summary>
    public abstract void Fill(object row, IRowStatement statement, int place);

    /// <summary>For a property of the model.</summary>
    public static RowCell Of(IProperty property)
    {
        var mapping = property.GetRelationalTypeMapping();
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        var stored = mapping.Converter?.ProviderClrType ?? type;
        // only where the property is its field, which is what the model reads
        if (
            property.PropertyInfo?.GetMethod is not { } getter
            || property.FieldInfo?.Name != $"<{property.Name}>k__BackingField"
            || (mapping.Converter is { } converter && converter.ModelClrType != type)
            || !IsPlain(stored)
        )
        {
            return new General(property, mapping);
        }
        var row = property.DeclaringType.ClrType;
        var get = getter.CreateDelegate(typeof(Func<,>).MakeGenericType(row, property.ClrType));
        var shape = property.ClrType == type ? typeof(Plain<,,>) : typeof(Optional<,,>);
        return (RowCell)
            Activator.CreateInstance(
                shape.MakeGenericType(row, type, stored),
                get,
                mapping.Converter?.ConvertToProviderExpression
            )!;
    }

    // with the first value: a program that starts fills few of its columns
    private static Func<TValue, TStored> Compiled<TValue, TStored>(LambdaExpression conversion) =>
        (Func<TValue, TStored>)conversion.Compile();

    private static bool IsPlain(Type type) =>
        type == typeof(string)
        || type == typeof(long)
        || type == typeof(int)
        || type == typeof(bool)
        || type == typeof(Guid)
        || type == typeof(DateOnly);

    private static void Fill<TStored>(IRowStatement statement, int place, TStored value)
    {
        if (value is null)
        {
            statement.Set(place, (object?)null);
        }
        else if (typeof(TStored) == typeof(long))
        {
            statement.Set(place, Unsafe.As<TStored, long>(ref value));
        }
        else if (typeof(TStored) == typeof(int))
        {
            statement.Set(place, (long)Unsafe.As<TStored, int>(ref value));
        }
        else if (typeof(TStored) == typeof(bool))
        {
            statement.Set(place, Unsafe.As<TStored, bool>(ref value) ? 1L : 0L);
        }
        else if (typeof(TStored) == typeof(Guid))
        {
            statement.Set(place, Unsafe.As<TStored, Guid>(ref value));
        }
        else if (typeof(TStored) == typeof(DateOnly))
        {
            statement.Set(place, Unsafe.As<TStored, DateOnly>(ref value));
        }
        else
        {
            statement.Set(place, Unsafe.As<TStored, string>(ref value));
        }
    }

    private sealed class Plain<TRow, TValue, TStored>(
        Func<TRow, TValue> get,
        LambdaExpression? conversion
    ) : RowCell
        where TRow : class
    {
        private Func<TValue, TStored>? convert;

        public override bool IsFilled(object row) =>
            typeof(TValue).IsValueType || get((TRow)row) is not null;

        public override void Fill(object row, IRowStatement statement, int place)
        {
            var value = get((TRow)row);
            if (conversion is null || value is null)
            {
                Fill<TValue>(statement, place, value);
            }
            else
            {
                Fill<TStored>(
                    statement,
                    place,
                    (convert ??= Compiled<TValue, TStored>(conversion))(value)
                );
            }
        }
    }

    private sealed class Optional<TRow, TValue, TStored>(
        Func<TRow, TValue?> get,
        LambdaExpression? conversion
    ) : RowCell
        where TRow : class
        where TValue : struct
    {
        private Func<TValue, TStored>? convert;

        public override bool IsFilled(object row) => get((TRow)row).HasValue;

        public override void Fill(object row, IRowStatement statement, int place)
        {
            if (get((TRow)row) is not { } value)
            {
                statement.Set(place, (object?)null);
            }
            else if (conversion is null)
            {
                Fill<TValue>(statement, place, value);
            }
            else
            {
                Fill<TStored>(
                    statement,
                    place,
                    (convert ??= Compiled<TValue, TStored>(conversion))(value)
                );
            }
        }
    }

    /// <summary>Any other.</summary>
    private sealed class General(IProperty property, RelationalTypeMapping mapping) : RowCell
    {
        private readonly IClrPropertyGetter getter = property.GetGetter();

        public override bool IsFilled(object row) =>
            getter.GetClrValueUsingContainingEntity(row) is not null;

        public override void Fill(object row, IRowStatement statement, int place)
        {
            var value = getter.GetClrValueUsingContainingEntity(row);
            statement.Set(
                place,
                value is null ? null : mapping.Converter?.ConvertToProvider(value) ?? value
            );
        }
    }
}
