using System.Runtime.CompilerServices;
using CommunityGrains.Domain;
using CommunityGrains.Registry.Imports;
using CommunityGrains.Registry.Imports.Places;

namespace CommunityGrains.Access.People;

/// <summary>What is on record, with readable heads, for imports alone: see
/// <see cref="ImportGrains"/>.</summary>
public sealed class ImportRecords(IExistingRecords records, PersonalVault vault) : IExistingRecords
{
    private const int AtOnce = 500;

    public async IAsyncEnumerable<ExistingCommunity> CommunitiesAsync(
        string region, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var part = new List<ExistingCommunity>(AtOnce);
        await foreach (var community in records.CommunitiesAsync(region, cancel))
        {
            part.Add(community);
            if (part.Count < AtOnce) continue;
            foreach (var opened in await OpenAsync(region, part, cancel)) yield return opened;
            part.Clear();
        }

        foreach (var opened in await OpenAsync(region, part, cancel)) yield return opened;
    }

    public IAsyncEnumerable<KnownMunicipality> MunicipalitiesAsync(
        string region, CancellationToken cancel = default) => records.MunicipalitiesAsync(region, cancel);

    private async ValueTask<List<ExistingCommunity>> OpenAsync(
        string region, List<ExistingCommunity> part, CancellationToken cancel)
    {
        var heads = part.Select(community => community.Head).OfType<Contact>().Select(head => head.Person);
        var opened = await vault.OpenAsync(region, heads, cancel);
        return [.. part.Select(community => community with { Head = opened.Of(community.Head) })];
    }
}

/// <summary>What an import works with: an <see cref="Importer"/> made over these reads and writes people's
/// data as it should.</summary>
public sealed record ImportDoor(ImportGrains Grains, ImportRecords Records);
