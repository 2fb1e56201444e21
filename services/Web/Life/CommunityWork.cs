using CommunityGrains.Access;
using CommunityGrains.Access.Rights;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Account;
using CommunityGrains.Web.Shell;

namespace CommunityGrains.Web.Life;

/// <summary>What is done with the life of a community; the names stand in forms.</summary>
public enum LifeAct
{
    Confirm,
    Reject,
    LifeSign,
    StillTrue,
    Ask,
    Close,
    Reopen,
    UndoMerge,
}

/// <summary>What the viewer may do with a community as it stands now. <c>Typed</c>: the fields of the act
/// that was <c>Refused</c>, and <c>Problems</c> what is wrong with them.</summary>
public sealed record CommunityWork(
    bool MayEdit, bool MayDescribe, bool MayNameHead, bool MayMerge, IReadOnlyList<LifeAct> Acts,
    DateOnly Today)
{
    public LifeAct? Refused { get; init; }

    public IReadOnlyDictionary<string, string?> Typed { get; init; } = new Dictionary<string, string?>();

    public IReadOnlyDictionary<string, string> Problems { get; init; } = new Dictionary<string, string>();

    /// <summary>What may be done; null when nothing may.</summary>
    internal static CommunityWork? Of(PageRequest request, CommunityDetails community)
    {
        if (!request.Context().Viewer().IsSignedIn || request.Frame.Forms is null) return null;
        var place = Place.Of(request.Region, community.Row.Entry.Municipality, community.Row.Id);
        var isOpen = community.Row.Status is CommunityStatus.Proposed or CommunityStatus.Registered
            or CommunityStatus.Active or CommunityStatus.Dormant;
        var work = new CommunityWork(
            isOpen && request.May<CommunityCommand.Correct>(place),
            isOpen && request.May<CommunityCommand.DescribeInfrastructure>(place),
            isOpen && request.May<CommunityCommand.NameHead>(place),
            request.May<CommunityCommand.Absorb>(place),
            [
                .. Possible(community.Row.Status)
                    .Where(act => request.Decide(new What.Command(CommandOf(act)), place)),
            ],
            request.Service<Registry.RegionCalendar>().Today(request.Region));
        return work is { MayEdit: false, MayDescribe: false, MayNameHead: false, MayMerge: false, Acts: [] }
            ? null
            : work;
    }

    private static LifeAct[] Possible(CommunityStatus status) => status switch
    {
        CommunityStatus.Proposed => [LifeAct.Confirm, LifeAct.Reject],
        CommunityStatus.Registered or CommunityStatus.Active or CommunityStatus.Dormant =>
            [LifeAct.StillTrue, LifeAct.LifeSign, LifeAct.Ask, LifeAct.Close],
        CommunityStatus.Closed => [LifeAct.Reopen],
        CommunityStatus.Merged => [LifeAct.UndoMerge],
        _ => [],
    };

    private static Type CommandOf(LifeAct act) => act switch
    {
        LifeAct.Confirm => typeof(CommunityCommand.ConfirmRegistration),
        LifeAct.Reject => typeof(CommunityCommand.Reject),
        LifeAct.LifeSign => typeof(CommunityCommand.NoteLifeSign),
        LifeAct.StillTrue => typeof(CommunityCommand.ConfirmStillTrue),
        LifeAct.Ask => typeof(CommunityCommand.AskIfTrue),
        LifeAct.Close => typeof(CommunityCommand.Close),
        LifeAct.Reopen => typeof(CommunityCommand.Reopen),
        LifeAct.UndoMerge => typeof(CommunityCommand.UndoMerge),
        _ => throw new ArgumentOutOfRangeException(nameof(act), act, "no such act"),
    };
}
