using CommunityGrains.Access;
using CommunityGrains.Access.Rights;
using CommunityGrains.Web.Account;
using CommunityGrains.Web.Shell;

namespace CommunityGrains.Web.Acts;

/// <summary>What a record's page may offer its viewer.</summary>
internal static class ActRights
{
    /// <summary>Those of some acts that the viewer may do at a place. An act is named as its command, which
    /// has a row in the table of rights.</summary>
    public static IReadOnlySet<TAct> Allowed<TAct>(
        this PageRequest request, Type commands, IEnumerable<TAct> acts, Place place)
        where TAct : struct, Enum
    {
        var (rights, viewer) = (request.Service<RightsPolicy>(), request.Context().Viewer());
        return acts.Where(act => rights.Decide(viewer, CommandOf(commands, act), place) == Verdict.Granted)
            .ToHashSet();
    }

    internal static What CommandOf<TAct>(Type commands, TAct act) where TAct : struct, Enum =>
        new What.Command(commands.GetNestedType(act.ToString())
            ?? throw new InvalidOperationException($"{commands.Name} has no command {act}"));
}
