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

        /// <summary>Whether rows wait or are being written.</summary>
        internal bool HasWaiting => Waiting is { ByType.Count: > 0 } || !beside.IsCompleted;

        /// <summary>Writes the rows that wait.</summary>
        internal async Task WriteWaiting(CancellationToken cancellationToken)
        {
            await beside.ConfigureAwait(false);
            if (Waiting is { ByType.Count: > 0 } waiting)
            {
                // others may come to wait while these are written
                Waiting = new FreshRows();
                await NewRows.Write(this, waiting, cancellationToken).ConfigureAwait(false);
            }
        }

        /// <summary>Rows that are being written while the command that made them goes on.</summary>
        private Task beside = Task.CompletedTask;

        /// <summary>Whether rows are being written beside the command.</summary>
        internal bool IsWritingBeside => !beside.IsCompleted;

        /// <summary>Whether rows of the command under way are written already. Should it be refused, the transaction must be taken back.</summary>
        internal bool HasWrittenBeside { get; set; }

        /// <summary>
        /// Has rows that nobody will change any more written while the command goes on. Whatever is asked of the database waits for it (<see cref="WaitingRows"/>).
        /// </summary>
        internal void WriteBeside(FreshRows rows)
        {
            HasWrittenBeside = true;
            beside = NewRows.Beside(this, rows, after: beside);
        }

        /// <summary>Waits for what is being written, whatever becomes of it: the transaction ends.</summary>
        internal async Task StopWriting()
        {
            await beside.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            beside = Task.CompletedTask;
            HasWrittenBeside = false;
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
            if (some.Count > 0 && !rows.TryAdd(type, some))
            {
                rows[type].AddRange(some);
            }
        }

        /// <summary>How many of a type wait.</summary>
        public int Count<T>() => rows.TryGetValue(typeof(T), out var list) ? list.Count : 0;

        /// <summary>Takes the rows of a type out, but for those that stay.</summary>
        public List<object> Remove<T>(Predicate<T>? stays = null)
        {
            if (!rows.Remove(typeof(T), out var all))
            {
                return [];
            }
            var rest = stays is null ? [] : all.Where(r => stays((T)r)).ToList();
            if (rest.Count == 0)
            {
                return all;
            }
            rows[typeof(T)] = rest;
            return [.. all.Where(r => !stays!((T)r))];
        }

        public void Clear() => rows.Clear();
    }
}
