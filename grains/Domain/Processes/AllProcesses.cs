namespace CommunityGrains.Domain.Processes;

/// <summary>All processes there are. A new one is added here, and nowhere else.</summary>
public static class AllProcesses
{
    public static readonly IReadOnlyList<IProcess> All = [new MergeProcess(), new SuggestionProcess()];
}
