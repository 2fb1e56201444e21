using CommunityGrains.Access;
using CommunityGrains.Access.Rights;
using CommunityGrains.Domain;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;
using CommunityGrains.Registry;
using CommunityGrains.Web.Account;
using CommunityGrains.Web.Shell;

namespace CommunityGrains.Web.Acts;

/// <summary>Commands in the name of a page's viewer.</summary>
internal static class Asking
{
    /// <summary>How long a page waits for the views to show what was just done; a slow one shows it a moment
    /// later.</summary>
    private static readonly TimeSpan SeenWithin = TimeSpan.FromSeconds(5);

    private const string NotThere = "record.not-found";

    /// <summary>Asks, where the viewer may, and waits until what was done can be read.</summary>
    public static async Task<Reply> AskAsync(
        this PageRequest request, StreamId stream, Func<Asked, Command> make, long? ifVersion = null)
    {
        var (calendar, viewer) = (request.Service<RegionCalendar>(), request.Context().Viewer());
        var grains = new RightfulGrains(
            request.Service<IGrains>(), request.Service<Places>(), request.Service<RightsPolicy>(), viewer);
        var asked = new Asked(
            new CommandId(Guid.CreateVersion7()), viewer.By, calendar.Now, calendar.Today(request.Region));
        var order = new Order(stream, make(asked), IfVersion: ifVersion);
        var missing = await References.MissingAsync(grains, order, request.Cancel);
        if (missing.Count > 0)
            return new Reply.Refused(0, 0, new Refusal("reference.unknown", [.. missing]), Repeated: false);
        var reply = await grains.AskAsync(order, request.Cancel);
        if (reply is Reply.Accepted { EventCount: > 0 })
            await request.Registry.WaitAsync(reply.Position, SeenWithin, request.Cancel);
        return reply;
    }

    /// <summary>Whether it was refused as something that is not there, or not the viewer's.</summary>
    public static bool IsNotThere(this Reply.Refused refused) => refused.Refusal.Code == NotThere;

    /// <summary>A record's stream in the page's region.</summary>
    public static StreamId Stream(this PageRequest request, IGrainKind kind, Guid id) =>
        new(request.Region, kind.Category, id);

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
