using CommunityGrains.Access.Accounts;
using CommunityGrains.LongWork.Imports;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Account;
using CommunityGrains.Web.Communities;
using CommunityGrains.Web.Shell;

namespace CommunityGrains.Web.Start;

/// <summary>The steps of a first day.</summary>
public enum StartStep
{
    Municipalities,
    Boundaries,
    Register,
    Leaders,
    Colleagues,
}

/// <summary>How far the register is, as it stands. <c>Leaders</c>: whether there is any claim.</summary>
public sealed record StartModel(
    int Municipalities, int WithBoundaries, int Communities, bool Leaders, int Accounts)
{
    public bool IsDone(StartStep step) => step switch
    {
        StartStep.Municipalities => Municipalities > 0,
        StartStep.Boundaries => Municipalities > 0 && WithBoundaries == Municipalities,
        StartStep.Register => Communities > 0,
        StartStep.Leaders => Leaders,
        _ => Accounts > 1,
    };

    /// <summary>The first step that is not done; a boundary that is missing keeps nobody.</summary>
    public StartStep? Now
    {
        get
        {
            foreach (var step in Enum.GetValues<StartStep>())
                if (!IsDone(step) && !(step == StartStep.Boundaries && WithBoundaries > 0)) return step;
            return null;
        }
    }

    /// <summary>The file that a step asks for.</summary>
    public static FileKind? FileOf(StartStep step) => step switch
    {
        StartStep.Municipalities => FileKind.Municipalities,
        StartStep.Boundaries => FileKind.Boundaries,
        StartStep.Register => FileKind.Register,
        StartStep.Leaders => FileKind.Leaders,
        _ => null,
    };
}

/// <summary>What an administrator does first, each step with its state as the register has it.</summary>
internal static class StartPages
{
    private const int AtOnce = 200;

    public static async Task<PageAnswer> ShowAsync(PageRequest request)
    {
        var (municipalities, withBoundaries) = await MunicipalitiesAsync(request);
        var facets = await request.Registry.CommunityFacetsAsync(
            CommunityFilter.None.ToQuery(request.Region, 1), request.Cancel);
        var leaders = await request.Registry.LeadersAsync(
            new LeaderQuery(request.Region) { Limit = 1 }, request.Cancel);
        var accounts = await request.Service<GrantKeeper>().AccountsOfAsync(request.Region, request.Cancel);
        var model = new StartModel(
            municipalities, withBoundaries, facets.Total, leaders.Items.Count > 0, accounts.Count);
        return PageAnswer.Of<StartPage, StartModel>(model, request.Texts.Start.Title, Section.Imports);
    }

    private static async Task<(int All, int WithBoundaries)> MunicipalitiesAsync(PageRequest request)
    {
        var (all, withBoundaries) = (0, 0);
        var query = new MunicipalityQuery(request.Region) { Limit = AtOnce };
        while (true)
        {
            var page = await request.Registry.MunicipalitiesAsync(query, request.Cancel);
            all += page.Items.Count;
            withBoundaries += page.Items.Count(row => row.HasBoundary);
            if (page.Next is null) return (all, withBoundaries);
            query = query with { Cursor = page.Next };
        }
    }
}
