using Fadu.Core.Ledgers;

namespace Fadu.Core
{
    public sealed partial class FaduDb
    {
        /// <summary>The lines that the command has recorded so far.</summary>
        internal LedgerMemory Ledgers => ledgers ??= new LedgerMemory();

        private LedgerMemory? ledgers;

        /// <summary>So many lines of a sheet are written at once: enough to be worth it, few enough not to grow old in memory.</summary>
        private const int LinesBeside = 500;

        /// <summary>
        /// Has the new lines of a sheet written while the rest of it comes in. Totals stay: details that follow may set them aside.
        /// </summary>
        /// <param name="rest">No more will come. Few lines are left to be written with the others of the batch.</param>
        internal void WriteLinesBeside(bool rest = false)
        {
            if (
                Waiting is null
                || (
                    rest
                        ? !HasWrittenBeside
                        : Fresh.Count<Trail.TrailEntry>() < LinesBeside || IsWritingBeside
                )
            )
            {
                return;
            }
            var rows = new Trail.FreshRows();
            rows.Take(typeof(Trail.TrailEntry), Fresh.Remove<Trail.TrailEntry>());
            rows.Take(
                typeof(LedgerLine),
                Fresh.Remove<LedgerLine>(stays: l => l.Form == LineForm.Total)
            );
            Unsummed!.Add(Contributions.Lines);
            Contributions.Clear();
            // beside each other in the index of figures
            rows.Take(
                typeof(Figures.ContributionLine),
                [
                    .. Fresh
                        .Remove<Figures.ContributionLine>()
                        .Cast<Figures.ContributionLine>()
                        .OrderBy(c => c.Figure, StringComparer.Ordinal)
                        .ThenBy(c => c.Week),
                ]
            );
            Ledgers.Release();
            WriteBeside(rows);
        }
    }
}

namespace Fadu.Core.Ledgers
{
    /// <summary>What was asked at once for the lines of a batch of commands, kept up as its commands go on.</summary>
    /// <param name="Asked">The marks that were asked about (<see cref="Resemblances.MarksOf"/>).</param>
    /// <param name="There">Those of them that a line bears.</param>
    /// <param name="Organs">The organs that were asked about.</param>
    /// <param name="Zeros">Those of them that have reported that there was nothing.</param>
    internal sealed record Foreseen(
        HashSet<string> Asked,
        HashSet<string> There,
        HashSet<Guid> Organs,
        HashSet<Guid> Zeros
    );

    /// <summary>
    /// What the projection of ledgers must know of the command under way: the lines that are not saved yet, and, while a whole sheet comes in, what stands beside them, read once for
    /// each ledger and organ and not once for each row.
    /// </summary>
    internal sealed class LedgerMemory
    {
        private readonly Dictionary<Guid, LedgerLine> lines = [];
        private readonly Dictionary<(int Tenant, string Ledger, Guid Organ), Around> around = [];

        private readonly Dictionary<(int Tenant, string Ledger), Foreseen> foreseen = [];

        /// <summary>Keeps what was asked for the whole batch.</summary>
        public void Foresee(int tenant, string ledger, Foreseen what) =>
            foreseen[(tenant, ledger)] = what;

        /// <summary>Whether a line may be there that resembles the record; true where that was not asked.</summary>
        public bool MayResemble(int tenant, Ledger ledger, RecordFacts record) =>
            !foreseen.TryGetValue((tenant, ledger.Key), out var what)
            || Resemblances
                .MarksOf(record)
                .Any(m => !what.Asked.Contains(m) || what.There.Contains(m));

        /// <summary>Whether an organ may have reported that there was nothing; true where that was not asked.</summary>
        public bool MayHaveZeros(LedgerLine line) =>
            !foreseen.TryGetValue((line.Tenant, line.Ledger), out var what)
            || !what.Organs.Contains(line.OrganId)
            || what.Zeros.Contains(line.OrganId);

        /// <summary>A line was recorded or changed: what follows in the batch may resemble it.</summary>
        public void Stands(LedgerLine line)
        {
            if (foreseen.TryGetValue((line.Tenant, line.Ledger), out var what))
            {
                what.There.UnionWith(Resemblances.MarksOf(line));
            }
        }

        /// <summary>An organ reported that there was nothing.</summary>
        public void Reported(ZeroReport zero)
        {
            if (foreseen.TryGetValue((zero.Tenant, zero.Ledger), out var what))
            {
                what.Zeros.Add(zero.OrganId);
            }
        }

        /// <summary>The batch is over.</summary>
        public void Unforesee() => foreseen.Clear();

        /// <summary>Whether a whole sheet comes in.</summary>
        public bool IsSheet { get; set; }

        /// <summary>The lines that are not saved yet.</summary>
        public IReadOnlyCollection<LedgerLine> Lines => lines.Values;

        public void Add(LedgerLine line)
        {
            lines.Add(line.Id, line);
            if (line.Form == LineForm.Total && around.TryGetValue(KeyOf(line), out var known))
            {
                known.Totals.Add(line);
            }
        }

        /// <summary>Forgets the lines that are written, all but totals.</summary>
        public void Release()
        {
            foreach (var line in lines.Values.Where(l => l.Form != LineForm.Total).ToList())
            {
                lines.Remove(line.Id);
            }
        }

        public LedgerLine? Find(int tenant, Guid id) =>
            lines.TryGetValue(id, out var line) && line.Tenant == tenant ? line : null;

        public bool Holds(LedgerLine line) =>
            lines.TryGetValue(line.Id, out var known) && ReferenceEquals(known, line);

        /// <summary>The zero reports in force and the totals of an organ, once read.</summary>
        public Around? Of(int tenant, string ledger, Guid organ) =>
            around.GetValueOrDefault((tenant, ledger, organ));

        public Around Keep(
            int tenant,
            string ledger,
            Guid organ,
            List<ZeroReport> zeros,
            List<LedgerLine> totals
        )
        {
            foreach (var line in lines.Values)
            {
                if (line.Form == LineForm.Total && KeyOf(line) == (tenant, ledger, organ))
                {
                    totals.Add(line);
                }
            }
            return around[(tenant, ledger, organ)] = new Around(zeros, totals);
        }

        /// <summary>A line changed its form, organ or period: what stands beside it is read anew, also where it stood before; all else is known still.</summary>
        public void Unsettle(LedgerLine line, Guid? before = null)
        {
            around.Remove(KeyOf(line));
            around.Remove((line.Tenant, line.Ledger, before ?? line.OrganId));
        }

        public void Clear()
        {
            lines.Clear();
            around.Clear();
            IsSheet = false;
        }

        private static (int, string, Guid) KeyOf(LedgerLine line) =>
            (line.Tenant, line.Ledger, line.OrganId);

        public sealed record Around(List<ZeroReport> Zeros, List<LedgerLine> Totals);
    }
}
