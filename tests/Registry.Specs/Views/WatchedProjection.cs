using CommunityGrains.EventLog;
using CommunityGrains.Projections;

namespace CommunityGrains.Registry.Specs.Views;

/// <summary>A projection that can be interrupted at every step it takes, and whose fold can be
/// spoilt.</summary>
public sealed class WatchedProjection(IProjection inner) : IProjection
{
    /// <summary>Called with the step's name before and after each; what it throws, the step throws.</summary>
    public Func<string, Task> At { get; set; } = _ => Task.CompletedTask;

    /// <summary>Events that cannot be folded.</summary>
    public Predicate<RecordedEvent> Spoils { get; set; } = _ => false;

    public string Name => inner.Name;

    public int FoldVersion { get; set; } = inner.FoldVersion;

    public PoisonPolicy OnPoison => inner.OnPoison;

    public IProjectionTables Live => new Tables(this, inner.Live, null, "");

    public bool IsHopeless(Exception error) => inner.IsHopeless(error);

    public async ValueTask<IShadowTables> BeginRebuildAsync(CancellationToken cancel = default)
    {
        await At("rebuild");
        var shadow = await inner.BeginRebuildAsync(cancel);
        await At("rebuilding");
        return new Tables(this, shadow, shadow, "shadow ");
    }

    private sealed class Tables(
        WatchedProjection watched, IProjectionTables inner, IShadowTables? shadow, string name)
        : IShadowTables
    {
        public ValueTask<Progress> ReadProgressAsync(CancellationToken cancel = default) =>
            Step("progress", () => inner.ReadProgressAsync(cancel));

        public ValueTask<IPageFold> BeginPageAsync(
            IReadOnlyList<RecordedEvent> events, CancellationToken cancel = default) =>
            Step("page",
                async () => (IPageFold)new Page(watched, await inner.BeginPageAsync(events, cancel)));

        public async ValueTask CommitAsync(
            IPageFold page, Advance advance, CancellationToken cancel = default) =>
            await Step("commit", async () =>
            {
                await inner.CommitAsync(((Page)page).Inner, advance, cancel);
                return true;
            });

        public ValueTask RewriteAsync(
            IPageFold page, IReadOnlyCollection<StreamId> streams, Advance advance,
            CancellationToken cancel = default) =>
            inner.RewriteAsync(((Page)page).Inner, streams, advance, cancel);

        public ValueTask<IReadOnlyList<ParkedEvent>> ParkedAsync(CancellationToken cancel = default) =>
            inner.ParkedAsync(cancel);

        public void Forget() => inner.Forget();

        public async ValueTask FinishAsync(CancellationToken cancel = default) =>
            await Step("finish", async () =>
        {
            await shadow!.FinishAsync(cancel);
            return true;
        });

        public ValueTask<bool> TrySwapAsync(long head, CancellationToken cancel = default) =>
            Step("swap", () => shadow!.TrySwapAsync(head, cancel));

        private async ValueTask<T> Step<T>(string step, Func<ValueTask<T>> work)
        {
            await watched.At($"before {name}{step}");
            var result = await work();
            await watched.At($"after {name}{step}");
            return result;
        }
    }

    private sealed class Page(WatchedProjection watched, IPageFold inner) : IPageFold
    {
        public IPageFold Inner => inner;

        public int LaneCount => inner.LaneCount;

        public int LaneOf(StreamId stream) => inner.LaneOf(stream);

        public void Fold(RecordedEvent recorded, object happened)
        {
            if (watched.Spoils(recorded)) throw new InvalidOperationException("Ильина Вера, +79990000001");
            inner.Fold(recorded, happened);
        }

        public void Seal(int lane) => inner.Seal(lane);
    }
}
