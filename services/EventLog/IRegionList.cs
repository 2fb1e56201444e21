namespace CommunityGrains.EventLog;

/// <summary>The regions that have records in this deployment.</summary>
public interface IRegionList
{
    /// <summary>Their names, in the order of their code points.</summary>
    ValueTask<IReadOnlyList<string>> ReadAsync(CancellationToken cancel = default);
}
