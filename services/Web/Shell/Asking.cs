using CommunityGrains.Access;
using CommunityGrains.Access.Accounts;
using CommunityGrains.Access.Rights;
using CommunityGrains.Domain;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;
using CommunityGrains.Registry;
using CommunityGrains.Web.Account;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityGrains.Web.Shell;

/// <summary>Commands in the name of a page's viewer. What is not his is refused as what does not exist, a
/// record that a command names must be there, and an answer waits for the views.</summary>
internal static class Asking
{
    /// <summary>The code by which a record that is not there, or not the viewer's, is refused.</summary>
    public const string NotFound = "record.not-found";

    private static readonly TimeSpan SeenWithin = TimeSpan.FromSeconds(5);

    /// <summary>A new command of the viewer's, taking effect today.</summary>
    public static Asked NewAsked(this PageRequest request)
    {
        var calendar = request.Service<RegionCalendar>();
        return new Asked(
            new CommandId(Guid.CreateVersion7()), request.Context().Viewer().By, calendar.Now,
            calendar.Today(request.Region));
    }

    public static StreamId StreamOf(this PageRequest request, IGrainKind kind, Guid record) =>
        new(request.Region, kind.Category, record);

    public static ValueTask<GrainState> StateAsync(this PageRequest request, IGrainKind kind, Guid record) =>
        request.Service<IGrains>().StateAsync(request.StreamOf(kind, record), request.Cancel);

    /// <summary>Where a record is, for questions of rights.</summary>
    public static ValueTask<Place> PlaceOfAsync(this PageRequest request, IGrainKind kind, Guid record) =>
        request.Service<Places>().OfAsync(request.StreamOf(kind, record), request.Cancel);

    /// <summary>Whether the viewer may ask this command there.</summary>
    public static bool May<TCommand>(this PageRequest request, Place place) where TCommand : Command =>
        Decide(request, What.Do<TCommand>(), place);

    /// <summary>Whether the viewer may do this there.</summary>
    public static bool Decide(this PageRequest request, What what, Place place) =>
        request.Context().RequestServices.GetRequiredService<RightsPolicy>()
            .Decide(request.Context().Viewer(), what, place) == Verdict.Granted;

    /// <summary>Asks, and when it was accepted waits for the views.</summary>
    public static Task<Reply> AskAsync(
        this PageRequest request, IGrainKind kind, Guid record, Command command, long? ifVersion = null) =>
        request.AskAsync(request.StreamOf(kind, record), _ => command, ifVersion);

    /// <inheritdoc cref="AskAsync(PageRequest, IGrainKind, Guid, Command, long?)"/>
    public static async Task<Reply> AskAsync(
        this PageRequest request, StreamId stream, Func<Asked, Command> make, long? ifVersion = null)
    {
        var command = make(request.NewAsked());
        var order = new Order(stream, command, IfVersion: ifVersion);
        var what = new What.Command(command.GetType());
        var touched = await request.Service<Places>().OfAsync(order, request.Cancel);
        if (request.Service<RightsPolicy>().Decide(request.Context().Viewer(), what, touched)
            != Verdict.Granted)
        {
            request.Context().TellDenied(KebabCase.Of(command.GetType().Name));
            return Refused(NotFound);
        }

        var grains = request.Service<IGrains>();
        var missing = await References.MissingAsync(grains, order, request.Cancel);
        if (missing.Count > 0) return Refused("reference.unknown", [.. missing]);
        var reply = await grains.AskAsync(order, request.Cancel);
        if (reply is Reply.Accepted accepted)
            await request.Registry.WaitAsync(accepted.Position, SeenWithin, request.Cancel);
        return reply;
    }

    /// <summary>Whether it was refused as something that is not there, or not the viewer's.</summary>
    public static bool IsNotThere(this Reply.Refused refused) => refused.Refusal.Code == NotFound;

    private static Reply.Refused Refused(string code, params string[] details) =>
        new(Position: 0, Version: 0, new Refusal(code, [.. details]), Repeated: false);
}
