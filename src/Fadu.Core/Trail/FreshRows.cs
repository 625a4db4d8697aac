using System.Diagnostics.CodeAnalysis;
using Fadu.Core.Trail;

namespace Fadu.Core
{
    public sealed partial class FaduDb
    {
        /// <summary>The new rows of a commit that nobody looks up in the change tracker.</summary>
        internal FreshRows Fresh { get; } = new();

        /// <summary>
        /// Rows of commands of this batch that are done, written together with those of the others: before anything is asked of the database (<see cref="WaitingRows"/>) and before the
        /// batch is committed. Null outside of a batch, where a command's rows are written as it is saved.
        /// </summary>
        internal FreshRows? Waiting { get; set; }

        /// <summary>Writes the rows that wait.</summary>
        internal Task WriteWaiting(CancellationToken cancellationToken)
        {
            if (Waiting is not { ByType.Count: > 0 } waiting)
            {
                return Task.CompletedTask;
            }
            // others may come to wait while these are written
            Waiting = new FreshRows();
            return NewRows.Write(this, waiting, cancellationToken);
        }

        /// <summary>The records whose citations this command has put, by kind and id.</summary>
        internal HashSet<(string Kind, Guid Subject)> Cited { get; } = [];

        /// <summary>Drops all that is not saved, and what was read on the way.</summary>
        internal void Forget()
        {
            ChangeTracker.Clear();
            ForgetFresh();
        }

        private void ForgetFresh()
        {
            Fresh.Clear();
            Cited.Clear();
            Contributions.Clear();
            Ledgers.Clear();
        }
    }
}

namespace Fadu.Core.Trail
{
    /// <summary>
    /// New rows that wait beside the change tracker (docs/adr/0002): a commit of ten thousand lines makes a hundred thousand of them, and to track each costs more than to write it.
    /// Whoever needs one before it is saved keeps it himself, as <see cref="Ledgers.LedgerMemory"/> does.
    /// </summary>
    internal sealed class FreshRows
    {
        private readonly Dictionary<Type, List<object>> rows = [];

        /// <summary>The waiting rows by their type, in the order in which they came.</summary>
        public IReadOnlyDictionary<Type, List<object>> ByType => rows;

        public void Add<T>([DisallowNull] T row)
            where T : class
        {
            if (!rows.TryGetValue(typeof(T), out var list))
            {
                rows[typeof(T)] = list = [];
            }
            list.Add(row);
        }

        /// <summary>Takes rows of one type behind those that are there.</summary>
        public void Take(Type type, List<object> some)
        {
            if (!rows.TryAdd(type, some))
            {
                rows[type].AddRange(some);
            }
        }

        public void Clear() => rows.Clear();
    }
}
