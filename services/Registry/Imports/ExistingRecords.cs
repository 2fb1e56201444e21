using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Registry.Imports.Places;

namespace CommunityGrains.Registry.Imports;

/// <summary>
/// A community on record, as imports need it to recognise it again. <c>RegisterName</c>: what the office's
/// register last called it, where a person has corrected the name since. <c>IsOver</c>: closed, rejected or
/// merged: its row is still recognised, but it is nobody's duplicate. <c>IsRejected</c>: a proposal that was
/// refused; only a row that names its id is about it, for no register ever spoke of it.
/// </summary>
public sealed record ExistingCommunity(
    CommunityId Id, RegisterEntry Entry, string? RegisterName = null, Contact? Head = null, bool IsOver =
        false, bool IsRejected = false);

/// <summary>
/// What a region has on record before an import. Read once per run. An implementation over views first waits
/// until they have seen the log's head, so that a run that was killed and started again knows all it wrote.
/// </summary>
public interface IExistingRecords
{
    /// <summary>All communities of the region, also those that are over.</summary>
    IAsyncEnumerable<ExistingCommunity> CommunitiesAsync(string region, CancellationToken cancel = default);

    /// <summary>All municipalities of the region, also merged ones, with their earlier names and
    /// codes.</summary>
    IAsyncEnumerable<KnownMunicipality> MunicipalitiesAsync(string region, CancellationToken cancel =
        default);
}
