using System.Runtime.CompilerServices;
using CommunityGrains.Domain.Communities;
using CommunityGrains.EventLog;
using CommunityGrains.Registry.Imports.Places;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Registry.Queries.Sqlite;
using CommunityGrains.Registry.Views;
using CommunityGrains.Sqlite;

namespace CommunityGrains.Registry.Imports;

/// <summary>What is on record, from the views, once they have seen all that is in the log.</summary>
public sealed class ViewRecords(SqliteDatabase database, IEventLog log, IRegistry registry) : IExistingRecords
{
    private const int PageSize = 200;

    private static readonly TimeSpan CatchUpMax = TimeSpan.FromMinutes(10);

    public async IAsyncEnumerable<ExistingCommunity> CommunitiesAsync(
        string region, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await CatchUpAsync(cancel);
        using var moment = new Moment(database);
        using var read = moment.Prepare($"""
            select c.id, s.state from community c join community_state s on s.position_from = c.position_from
            where c.region = ?1 and c.{ViewSchema.IsCurrent} order by c.created
            """);
        read.Bind(1, region);
        while (read.Step())
        {
            cancel.ThrowIfCancellationRequested();
            var state = StateJson.Read<Community>(read.Bytes(1));
            var card = StateFacts.CardOf(state);
            yield return new ExistingCommunity(
                new(read.Guid(0)), card.Entry,
                card.Overridden.FirstOrDefault(field => field.Field == RegisterField.Name)?.To, card.Head,
                IsOver: state is Community.Closed or Community.Rejected or Community.Merged,
                IsRejected: state is Community.Rejected);
        }
    }

    public async IAsyncEnumerable<KnownMunicipality> MunicipalitiesAsync(
        string region, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await CatchUpAsync(cancel);
        var query = new MunicipalityQuery(region) { IncludeMerged = true, Limit = PageSize };
        for (Page<MunicipalityRow>? page = null; page is null || page.Next is not null;)
        {
            page = await registry.MunicipalitiesAsync(query with { Cursor = page?.Next }, cancel);
            foreach (var row in page.Items)
            {
                if (await registry.MunicipalityAsync(region, row.Id, null, cancel) is { } details)
                    yield return Known(details);
            }
        }
    }

    private static KnownMunicipality Known(MunicipalityDetails details) => new(
        details.Row.Id, details.Row.OwnRegion,
        [.. details.Names.SelectMany(name => new[] { name.Name, name.OfficialName }).Distinct()],
        [.. details.Codes.Select(code => code.Oktmo).Distinct()], details.Row.Successor);

    private async Task CatchUpAsync(CancellationToken cancel)
    {
        var head = await log.HeadAsync(cancel);
        if (!await registry.WaitAsync(head, CatchUpMax, cancel))
            throw new TimeoutException(
                $"The views have not read up to position {head} in {CatchUpMax.TotalMinutes:F0} minutes");
    }
}
