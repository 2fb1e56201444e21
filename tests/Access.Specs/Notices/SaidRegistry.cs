using System.Reflection;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Notices.Subscribing;
using CommunityGrains.Registry.Queries;

namespace CommunityGrains.Access.Specs.Notices;

/// <summary>A registry that has seen everything and answers what a specification says: which communities a
/// list has, and one community with its head. A filter is the name of the list.</summary>
public class SaidRegistry : DispatchProxy, IListFilters
{
    private Dictionary<string, CommunityId[]> lists = [];

    /// <summary>The registry itself.</summary>
    public IRegistry Asked => (IRegistry)(object)this;

    /// <summary>What is said of the one community that is asked about.</summary>
    public CommunityDetails? Community { get; set; }

    public static SaidRegistry Make() => (SaidRegistry)(object)Create<IRegistry, SaidRegistry>();

    public void Put(string list, params CommunityId[] communities) => lists[list] = communities;

    public CommunityQuery? Read(string region, string filter) => new(region) { Text = filter };

    public string Tidy(string filter) => filter;

    public static CommunityRow Row(CommunityId id, Contact? head = null) => new(
        id, 1, CommunityStatus.Registered,
        new RegisterEntry("ТОС «Двор»", CommunityForm.InitiativeGroup, new(Guid.NewGuid())), "Уфа", head,
        LeaderStanding.None, null, null, 0, 0, null, null, default, default);

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name switch
    {
        nameof(IRegistry.WaitAsync) => new ValueTask<bool>(true),
        nameof(IRegistry.CommunityAsync) => new ValueTask<CommunityDetails?>(Community),
        nameof(IRegistry.CommunitiesAsync) when args is [CommunityQuery query, ..] =>
            new ValueTask<Page<CommunityRow>>(new Page<CommunityRow>(
                [.. lists.GetValueOrDefault(query.Text!, []).Intersect(query.Among!).Select(id => Row(id))],
                null, 0)),
        _ => throw new NotSupportedException(targetMethod.Name),
    };
}
