using CommunityGrains.Access;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Access;
using CommunityGrains.Registry;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Account;
using CommunityGrains.Web.Shell;

namespace CommunityGrains.Web.Today;

/// <summary>Whose day it is: the places that the viewer answers for, the communities that he leads, and what
/// was read of them already.</summary>
internal sealed class Desk(PageRequest request)
{
    /// <summary>How many communities of one's own are looked through.</summary>
    private const int OwnMax = 12;

    private static readonly Role[] Staff = [Role.Manager, Role.Coordinator, Role.CentreAdministrator];

    private Dictionary<WorkKind, WorkGroup>? first;
    private IReadOnlyList<CommunityDetails>? own;

    public PageRequest Request => request;

    public Viewer Viewer { get; } = request.Context().Viewer();

    public DateOnly Today { get; } = request.Service<RegionCalendar>().Today(request.Region);

    private IEnumerable<RegionalGrant> Grants => Viewer.Grants.Where(grant => grant.Region == request.Region);

    private IEnumerable<RegionalGrant> StaffGrants => Grants.Where(grant => Staff.Contains(grant.Role));

    /// <summary>Whether the viewer answers for any place of the region.</summary>
    public bool IsStaff => StaffGrants.Any();

    /// <summary>The communities that the viewer leads.</summary>
    public IReadOnlyList<CommunityId> Leads =>
    [
        .. Grants.Where(grant => grant.Role == Role.Leader).Select(grant => grant.Scope)
            .OfType<Scope.Communities>().SelectMany(scope => scope.Ids).Distinct(),
    ];

    /// <summary>What the viewer's work is narrowed to; null: the whole region.</summary>
    public WorkReach? Reach => StaffGrants.Any(grant => grant.Scope is Scope.Region)
        ? null
        : new WorkReach(
            [.. StaffGrants.Select(grant => grant.Scope).OfType<Scope.Municipalities>()
                .SelectMany(scope => scope.Ids).Distinct()],
            [.. StaffGrants.Select(grant => grant.Scope).OfType<Scope.Communities>()
                .SelectMany(scope => scope.Ids).Distinct()]);

    /// <summary>The first work of a kind; all kinds are read at once when the first is asked for.</summary>
    public async ValueTask<WorkGroup> FirstAsync(WorkKind kind, int limit)
    {
        first ??= (await request.Service<IWorkList>().WorkAsync(Query(limit), request.Cancel))
            .ToDictionary(group => group.Kind);
        return first[kind];
    }

    /// <summary>A page of the work of one kind.</summary>
    public async ValueTask<WorkGroup> PageAsync(WorkKind kind, int limit, string? cursor) =>
        (await request.Service<IWorkList>().WorkAsync(
            Query(limit) with { Kinds = [kind], Cursor = cursor }, request.Cancel))[0];

    /// <summary>The communities that the viewer leads, as far as he is shown them here.</summary>
    public async ValueTask<IReadOnlyList<CommunityDetails>> OwnAsync()
    {
        if (own is not null) return own;
        var found = new List<CommunityDetails>();
        foreach (var id in Leads.Take(OwnMax))
        {
            if (await request.Registry.CommunityAsync(request.Region, id, cancel: request.Cancel) is { } one)
                found.Add(one);
        }

        return own = found;
    }

    private WorkQuery Query(int limit) => new(request.Region, Today)
    {
        Reach = Reach, Rules = request.Service<DueRules>(), Limit = limit,
    };
}
