using CommunityGrains.Domain;
using CommunityGrains.EventLog;
using CommunityGrains.EventLog.Codec;

namespace CommunityGrains.Engine.Contract;

// A shelf that things are put on and taken from: the smallest grain that can accept, refuse, be so already
// and fail.

public abstract record ShelfEvent
{
    [EventName("shelf.put.v1")]
    public sealed record Put(string Thing) : ShelfEvent;

    [EventName("shelf.taken.v1")]
    public sealed record Taken(string Thing) : ShelfEvent;

    /// <summary>An event that the shelf's state cannot take.</summary>
    [EventName("shelf.vanished.v1")]
    public sealed record Vanished : ShelfEvent;

    /// <summary>An event that cannot be written as JSON.</summary>
    [EventName("shelf.unwritable.v1")]
    public sealed record Unwritable(double Weight) : ShelfEvent;

    private ShelfEvent() { }
}

public abstract record ShelfCommand(Asked Asked) : Command(Asked)
{
    /// <summary>Refused when it is full (<see cref="Shelf.PlacesMax"/>); already so when the thing lies
    /// there.</summary>
    public sealed record Put(Asked Asked, string Thing) : ShelfCommand(Asked);

    /// <summary>Adds one however many there are: shows every loss and every doubling.</summary>
    public sealed record PutAnother(Asked Asked) : ShelfCommand(Asked);

    public sealed record Take(Asked Asked, string Thing) : ShelfCommand(Asked);

    /// <summary>A defect: the decider fails once anything lies on the shelf.</summary>
    public sealed record FailUnlessEmpty(Asked Asked) : ShelfCommand(Asked);

    public sealed record Vanish(Asked Asked) : ShelfCommand(Asked);

    public sealed record PutUnwritable(Asked Asked) : ShelfCommand(Asked);
}

public abstract record Shelf
{
    public const int PlacesMax = 3;

    public sealed record Empty : Shelf;

    public sealed record Filled(ValueList<string> Things, int PutCount) : Shelf;

    public static readonly Shelf Initial = new Empty();

    public static readonly GrainKind<ShelfCommand, ShelfEvent, Shelf> Kind =
        new("shelf", Initial, Evolve, Decide);

    public static readonly EventCatalogue Catalogue = new([typeof(ShelfEvent)]);

    public static StreamId Stream(Guid key) => new("RU-BA", "shelf", key);

    public ValueList<string> Contents => this is Filled filled ? filled.Things : [];

    public static Shelf Evolve(Shelf shelf, ShelfEvent happened) => (shelf, happened) switch
    {
        (Empty, ShelfEvent.Put e) => new Filled([e.Thing], 1),
        (Filled s, ShelfEvent.Put e) => new Filled(s.Things.Add(e.Thing), s.PutCount + 1),
        (Filled s, ShelfEvent.Taken e) => s with { Things = s.Things.Without(e.Thing) },
        (_, ShelfEvent.Unwritable) => shelf,
        _ => throw new EventOutOfPlaceException(shelf, happened),
    };

    public static Decision<ShelfEvent> Decide(ShelfCommand command, Shelf shelf) => command switch
    {
        ShelfCommand.Put c when shelf.Contents.Contains(c.Thing) => Decision<ShelfEvent>.AlreadySo,
        ShelfCommand.Put when shelf.Contents.Count >= PlacesMax =>
            Decision<ShelfEvent>.Refuse("shelf.full", [.. shelf.Contents]),
        ShelfCommand.Put c => Decision<ShelfEvent>.Accept(new ShelfEvent.Put(c.Thing)),
        ShelfCommand.PutAnother => Decision<ShelfEvent>.Accept(
            new ShelfEvent.Put($"no. {(shelf is Filled s ? s.PutCount : 0) + 1}")),
        ShelfCommand.Take c when !shelf.Contents.Contains(c.Thing) => Decision<ShelfEvent>.AlreadySo,
        ShelfCommand.Take c => Decision<ShelfEvent>.Accept(new ShelfEvent.Taken(c.Thing)),
        ShelfCommand.FailUnlessEmpty when shelf is Empty =>
            Decision<ShelfEvent>.Accept(new ShelfEvent.Put("fuse")),
        ShelfCommand.Vanish =>
            Decision<ShelfEvent>.Accept(new ShelfEvent.Put("cup"), new ShelfEvent.Vanished()),
        ShelfCommand.PutUnwritable => Decision<ShelfEvent>.Accept(new ShelfEvent.Unwritable(double.NaN)),
        _ => throw new CommandOutOfPlaceException(command, shelf),
    };

    private Shelf() { }
}
