using System.Runtime.CompilerServices;
using CommunityGrains.EventLog;
using CommunityGrains.Registry.Imports.Places;
using CommunityGrains.Registry.Queries;

namespace CommunityGrains.Registry.Imports;

/// <summary>
/// What is on record, answered by the registry once its views have seen the log's head. The registry's list does not
/// say what a register called a community before a person corrected its name; such a community is still found by
/// ОГРН, register number or the id that its first row gave it.
/// </summary>
public sealed class RegistryRecords(IRegistry registry, IEventLog log, TimeSpan patience) : IExistingRecords
{
    private const int PageSize = 200;

    // Those that count, and then those that are over.
    private static readonly CommunityStatus?[] Statuses =
        [null, CommunityStatus.Rejected, CommunityStatus.Closed, CommunityStatus.Merged];

    /// <exception cref="TimeoutException">The views did not catch up in time.</exception>
    public async IAsyncEnumerable<ExistingCommunity> CommunitiesAsync(
        string region, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await CatchUpAsync(cancel);
        foreach (var status in Statuses)
        {
            var query = new CommunityQuery(region) { Status = status };
            await foreach (var row in registry.StreamCommunitiesAsync(query, cancel))
                yield return new ExistingCommunity(row.Id, row.Entry, null, row.Head, IsOver: status is not null);
        }
    }

    /// <exception cref="TimeoutException">The views did not catch up in time.</exception>
    public async IAsyncEnumerable<KnownMunicipality> MunicipalitiesAsync(
        string region, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await CatchUpAsync(cancel);
        string? cursor = null;
        do
        {
            var page = await registry.MunicipalitiesAsync(
                new MunicipalityQuery(region) { IncludeMerged = true, Cursor = cursor, Limit = PageSize }, cancel);
            foreach (var row in page.Items)
            {
                if (await registry.MunicipalityAsync(region, row.Id, null, cancel) is not { } details) continue;
                yield return new KnownMunicipality(
                    row.Id, row.OwnRegion, [.. details.Names.SelectMany(name => new[] { name.Name, name.OfficialName })],
                    [.. details.Codes.Select(code => code.Oktmo)], row.Successor);
            }

            cursor = page.Next;
        }
        while (cursor is not null);
    }

    private async ValueTask CatchUpAsync(CancellationToken cancel)
    {
        var head = await log.HeadAsync(cancel);
        if (!await registry.WaitAsync(head, patience, cancel))
            throw new TimeoutException($"the views have not read up to position {head} in {patience.TotalSeconds} s");
    }
}
