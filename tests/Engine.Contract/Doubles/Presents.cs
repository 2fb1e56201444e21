using CommunityGrains.Domain;
using CommunityGrains.Domain.Processes;

namespace CommunityGrains.Engine.Contract;

/// <summary>A process of shelves: a thing named "present for {id}" is put on that shelf as well. If there is
/// no room, the giver's shelf gets one more, which would show if it came twice or not at all.</summary>
public sealed class Presents : IProcess
{
    public string Name => "presents";

    public IEnumerable<FollowUp> React(Happening happening)
    {
        if (happening.Event is not ShelfEvent.Put put || RecipientOf(put) is not { } recipient) yield break;
        yield return new FollowUp("shelf", recipient, asked => new ShelfCommand.PutAnother(asked));
        yield return new FollowUp(
            "shelf", recipient, asked => new ShelfCommand.Put(asked, $"from {happening.Key}"));
    }

    public FollowUp? OnRefused(Happening happening, FollowUp refused, Refusal refusal) =>
        new("shelf", happening.Key, asked => new ShelfCommand.PutAnother(asked));

    public static string PresentFor(Guid recipient) => $"present for {recipient}";

    private static Guid? RecipientOf(ShelfEvent.Put put) =>
        put.Thing.StartsWith("present for ", StringComparison.Ordinal) ? Guid.Parse(put.Thing[12..]) : null;
}
