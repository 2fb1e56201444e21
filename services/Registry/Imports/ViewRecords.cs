using System.Runtime.CompilerServices;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Municipalities;
using CommunityGrains.EventLog;
using CommunityGrains.Registry.Imports.Places;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Registry.Queries.Answering;
using CommunityGrains.Registry.Views;

namespace CommunityGrains.Registry.Imports;

/// <summary>What is on record, from the views, once they have seen all that is in the log.</summary>
/// <param name="archive">Says what is committed, which readers of the log may see a moment later; without it
/// what they see counts.</param>
public sealed class ViewRecords(
    Moments moments, IEventLog log, IRegistry registry, ILogArchive? archive = null) : IExistingRecords
{
    private const int ReadAtOnce = 500;

    private static readonly TimeSpan CatchUpMax = TimeSpan.FromMinutes(10);

    public async IAsyncEnumerable<ExistingCommunity> CommunitiesAsync(
        string region, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await CatchUpAsync(cancel);
        await using var moment = await moments.OpenAsync(region, null, cancel);
        var oldestFirst = await moment.ListAsync(
            $"""
            select position_from from community where region = @region and {ViewSchema.IsCurrent}
            order by created
            """, new() { ["region"] = region }, row => row.Int64(0));
        foreach (var chunk in oldestFirst.Chunk(ReadAtOnce))
        {
            cancel.ThrowIfCancellationRequested();
            var states = await moment.ListAtAsync(chunk, $"""
                select c.position_from, c.id, s.state
                from community c join community_state s on s.position_from = c.position_from
                where {moment.Dialect.In("c.position_from", "positions")}
                """, row => (row.Int64(0), (Id: row.Guid(1), State: row.State<Community>(2))));
            foreach (var (id, state) in states) yield return Existing(new CommunityId(id), state);
        }
    }

    public async IAsyncEnumerable<KnownMunicipality> MunicipalitiesAsync(
        string region, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await CatchUpAsync(cancel);
        var all = IdentityReader.ReadAsync<Municipality, MunicipalityIdentity>(
            moments, "municipality", region, IdentityReader.Of, cancel);
        await foreach (var identity in all) yield return Known(identity);
    }

    private static ExistingCommunity Existing(CommunityId id, Community state)
    {
        var card = StateFacts.CardOf(state);
        return new ExistingCommunity(
            id, card.Entry, card.Overridden.FirstOrDefault(field => field.Field == RegisterField.Name)?.To,
            card.Head,
            IsOver: state is Community.Closed or Community.Rejected or Community.Merged,
            IsRejected: state is Community.Rejected);
    }

    private static KnownMunicipality Known(MunicipalityIdentity identity) => new(
        identity.Id, identity.OwnRegion,
        [.. identity.Names.SelectMany(name => new[] { name.Name, name.OfficialName }).Distinct()],
        [.. identity.Codes.Select(code => code.Oktmo).Distinct()], identity.Successor);

    private async Task CatchUpAsync(CancellationToken cancel)
    {
        var head = archive is null ? await log.HeadAsync(cancel) : (await archive.EndAsync(cancel)).Position;
        if (!await registry.WaitAsync(head, CatchUpMax, cancel))
            throw new TimeoutException(
                $"The views have not read up to position {head} in {CatchUpMax.TotalMinutes:F0} minutes");
    }
}
