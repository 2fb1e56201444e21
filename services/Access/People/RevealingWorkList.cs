using CommunityGrains.Registry.Queries;

namespace CommunityGrains.Access.People;

/// <summary>What asks for work as one reader is answered: names and contacts where he may see them.</summary>
public sealed class RevealingWorkList(IWorkList work, PeopleServices services, Reader reader) : IWorkList
{
    public async ValueTask<IReadOnlyList<WorkGroup>> WorkAsync(
        WorkQuery query, CancellationToken cancel = default)
    {
        var groups = await work.WorkAsync(query, cancel);
        var showing = await Showing.OfAsync(
            services, reader, query.Region, groups.SelectMany(group => group.Items).SelectMany(SubjectsOf),
            cancel);
        return [.. groups.Select(group => group with
        {
            Items = [.. group.Items.Select(item => item with
            {
                Community = item.Community is { } row ? RevealingRegistry.Shown(row, showing) : null,
                Leader = item.Leader is { } claim ? RevealingRegistry.Shown(claim, showing) : null,
            })],
        })];
    }

    private static IEnumerable<Subject?> SubjectsOf(WorkItem item) =>
    [
        .. item.Community is { } row ? RevealingRegistry.SubjectsOf(row) : [],
        .. item.Leader is { } claim ? new[] { RevealingRegistry.SubjectOf(claim) } : [],
    ];
}
